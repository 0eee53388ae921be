package io.earlyview.bench.reproduce;

import io.earlyview.training.domain.LabelledExample;

/**
 * A simulated case as training sees it, with what training does not see.
 *
 * @param truth what is so, in the label's unit; the label may differ from it
 */
record StudyCase(LabelledExample example, double truth) {}
