/** What training is about: examples, plans, progress, outcomes. Knows java.* only, no framework and no wire format. */
@NullMarked
package io.earlyview.training.domain;

import org.jspecify.annotations.NullMarked;
