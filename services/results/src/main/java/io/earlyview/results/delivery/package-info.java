/**
 * What goes out without being asked for: server-sent events to every client of this instance, and labels given over REST
 * to the topic {@code labels}. Uses the views of {@code query}; writes no table.
 */
@NullMarked
package io.earlyview.results.delivery;

import org.jspecify.annotations.NullMarked;
