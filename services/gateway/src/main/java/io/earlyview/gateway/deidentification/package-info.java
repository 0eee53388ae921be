/**
 * Replaces what names a patient, a scanner or an acquisition by keyed pseudonyms. Knows nothing of files of pixels or
 * of the network; nothing downstream of here sees an original id.
 */
@NullMarked
package io.earlyview.gateway.deidentification;

import org.jspecify.annotations.NullMarked;
