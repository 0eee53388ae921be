package io.earlyview.training.runs;

import io.earlyview.training.evaluation.ChampionDifference;
import io.earlyview.training.evaluation.GateVerdict.Outcome;
import io.earlyview.v1.Figure;
import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.GateVerdict;

/** The gate's verdict in the words of the contract. */
final class GateParts {
    private GateParts() {}

    static GateVerdict of(io.earlyview.training.evaluation.GateVerdict verdict) {
        GateVerdict.Builder parts = GateVerdict.newBuilder()
                .setOutcome(
                        switch (verdict.outcome()) {
                            case Outcome.Passed _ -> GateOutcome.GATE_OUTCOME_PASSED;
                            case Outcome.Worse _ -> GateOutcome.GATE_OUTCOME_WORSE;
                            case Outcome.Refused _ -> GateOutcome.GATE_OUTCOME_REFUSED;
                        })
                .addAllSentences(verdict.sentences())
                .setCriteriaSha256(verdict.criteriaSha256());
        verdict.difference().ifPresent(difference -> add(difference, parts));
        return parts.build();
    }

    /** Back again, of a release that was made before. */
    static GateEntry entry(GateVerdict gate) {
        GateEntry.Result result =
                switch (gate.getOutcome()) {
                    case GATE_OUTCOME_PASSED -> GateEntry.Result.PASSED;
                    case GATE_OUTCOME_WORSE -> GateEntry.Result.WORSE;
                    case GATE_OUTCOME_REFUSED, GATE_OUTCOME_UNSPECIFIED, UNRECOGNIZED -> GateEntry.Result.REFUSED;
                };
        return new GateEntry(result, gate.getSentencesList(), gate.getCriteriaSha256());
    }

    private static void add(ChampionDifference difference, GateVerdict.Builder parts) {
        parts.setChampionReleaseId(difference.championReleaseId())
                .setExamples(difference.examples())
                .setPatients(difference.patients())
                .setChampionFigure(difference.champion())
                .setCandidateFigure(difference.candidate())
                .setGain(Figure.newBuilder()
                        .setName(difference.figure())
                        .setValue(difference.gain().value())
                        .setLow(difference.gain().low())
                        .setHigh(difference.gain().high()))
                .setCasesBetter(difference.better())
                .setCasesWorse(difference.worse());
    }
}
