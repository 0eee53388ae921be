/** Training from the command line: labelled acquisitions in, a release out, with a progress bar; and who is champion. */
@NullMarked
package io.earlyview.local.train;

import org.jspecify.annotations.NullMarked;
