/** The network on a set of views: teaching its encoder on simulated uptake, and what each further view brings. */
@NullMarked
package io.earlyview.bench.views;

import org.jspecify.annotations.NullMarked;
