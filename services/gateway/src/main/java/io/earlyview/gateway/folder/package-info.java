/**
 * Leads a folder of files with a table of labels through reading, de-identification and streaming. Knows nothing of
 * terminals; it tells a listener how far it is.
 */
@NullMarked
package io.earlyview.gateway.folder;

import org.jspecify.annotations.NullMarked;
