package io.earlyview.bench.reproduce;

import io.earlyview.training.domain.LabelledExample;

/**
 * A simulated case as training sees it, with what training does not see.
 *
 * @param truth what is so, in the label's unit; the label may differ from it
 * @param oracle what a reader says who knows the hidden variable behind the picture; NaN where nobody asks
 */
record StudyCase(LabelledExample example, double truth, double oracle) {}
