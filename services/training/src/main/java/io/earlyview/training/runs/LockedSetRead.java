package io.earlyview.training.runs;

import java.time.Instant;

/**
 * Somebody looked at a locked test set. Each look makes its figures a little less honest: who chooses by them fits to them.
 *
 * @param number from 1, over all runs of the exam
 * @param by the run
 * @param why what was looked at
 * @param examples how many there were
 */
public record LockedSetRead(int number, Instant at, String by, String why, int examples) {}
