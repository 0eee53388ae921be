/** What a network is: its layers, their shapes and parameters. Knows no framework, so that one description serves two. */
@NullMarked
package io.earlyview.training.fitting.network;

import org.jspecify.annotations.NullMarked;
