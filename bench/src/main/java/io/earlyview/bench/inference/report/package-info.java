/** Figures and what is made of them: medians, tables, plots, JSON. Pure; measures nothing. */
@NullMarked
package io.earlyview.bench.inference.report;

import org.jspecify.annotations.NullMarked;
