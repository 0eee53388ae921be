/**
 * Reads NRRD files into scans and refuses whatever is not exactly one. Knows nothing of patients, pseudonyms or the network.
 */
@NullMarked
package io.earlyview.gateway.source.nrrd;

import org.jspecify.annotations.NullMarked;
