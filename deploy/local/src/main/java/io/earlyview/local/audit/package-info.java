/**
 * What a stranger finds who compares what gateways were promised with what subscribers and the database have: reads topics and
 * tables, never asks a service. Knows nothing of who sent, or why something may be missing.
 */
@NullMarked
package io.earlyview.local.audit;

import org.jspecify.annotations.NullMarked;
