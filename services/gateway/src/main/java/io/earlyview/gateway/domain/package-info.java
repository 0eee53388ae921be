/** What a gateway handles: scans, projections, pseudonyms, labels. Knows java.* only, no file format and no network. */
@NullMarked
package io.earlyview.gateway.domain;

import org.jspecify.annotations.NullMarked;
