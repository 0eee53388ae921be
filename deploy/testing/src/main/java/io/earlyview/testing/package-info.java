/**
 * The real broker and the real database that tests run against: embedded in the test's process, or from containers where
 * Docker answers. For tests only; knows the topics, but no service.
 */
@NullMarked
package io.earlyview.testing;

import org.jspecify.annotations.NullMarked;
