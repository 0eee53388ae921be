/**
 * Runs simulated scanners, each on a stream and a thread of its own, in real or shortened time. Knows nothing of
 * terminals; it tells a listener each step. Everything it sends is marked as simulated.
 */
@NullMarked
package io.earlyview.gateway.fleet;

import org.jspecify.annotations.NullMarked;
