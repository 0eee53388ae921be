/** The recipes: which network, how it starts, which variations of an example it sees. Knows no framework. */
@NullMarked
package io.earlyview.training.fitting.recipe;

import org.jspecify.annotations.NullMarked;
