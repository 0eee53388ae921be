/** Asks the results service for an acquisition's score. Knows pseudonyms only, and nothing of how frames are sent. */
@NullMarked
package io.earlyview.gateway.scores;

import org.jspecify.annotations.NullMarked;
