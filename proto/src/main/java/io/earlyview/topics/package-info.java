/** Names and rules of the topics. Knows nothing of the services that use them. */
@NullMarked
package io.earlyview.topics;

import org.jspecify.annotations.NullMarked;
