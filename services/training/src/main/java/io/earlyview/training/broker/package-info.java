/** How this service talks to the broker: client settings and trace headers. Knows nothing of what is sent. */
@NullMarked
package io.earlyview.training.broker;

import org.jspecify.annotations.NullMarked;
