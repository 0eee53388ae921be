package io.earlyview.bench.inference.report;

import java.util.List;

/**
 * One contestant in one round.
 *
 * @param contestant as tables say it
 * @param round from 1
 * @param loads in the order of their shares
 */
public record VisitFigures(String contestant, int round, Drain drain, List<LoadFigures> loads) {
    public VisitFigures {
        loads = List.copyOf(loads);
    }
}
