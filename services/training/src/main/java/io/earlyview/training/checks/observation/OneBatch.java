package io.earlyview.training.checks.observation;

/**
 * A fresh copy of the network fitted to one small batch, again and again, before the run: what can be learned by heart must
 * be.
 *
 * @param cases in the batch, of more than one class; 16 is usual
 * @param steps taken
 * @param lossBefore the first
 * @param lossAfter after the last
 * @param constantLoss of the best constant output on this batch
 */
public record OneBatch(int cases, int steps, double lossBefore, double lossAfter, double constantLoss)
        implements Observation {}
