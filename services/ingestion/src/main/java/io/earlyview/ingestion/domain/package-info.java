/** What can be said of a request: taken or refused, and why. Knows java.* only: no wire format, no broker. */
@NullMarked
package io.earlyview.ingestion.domain;

import org.jspecify.annotations.NullMarked;
