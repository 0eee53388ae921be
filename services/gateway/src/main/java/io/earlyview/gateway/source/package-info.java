/** Where scans come from: files of several formats, read here, and simulated scanners. Knows no network. */
@NullMarked
package io.earlyview.gateway.source;

import org.jspecify.annotations.NullMarked;
