package io.earlyview.bench.reproduce;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.GroupedFolds;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a cohort that are held out in turn. */
@SuppressWarnings("ArrayRecordComponent")
record Folds(List<StudyCase> cases, int[] foldOfCase) {
    private static final int STRATA_OF_A_QUANTITY = 4;

    /** No patient in two of them, the classes or quarters of a quantity in about the same shares. */
    static Folds of(List<StudyCase> cases, Target target, int folds, long seed) {
        String[] patients =
                cases.stream().map(each -> each.example().splitKey()).toArray(String[]::new);
        return new Folds(cases, GroupedFolds.of(patients, strata(cases, target), folds, seed));
    }

    private static int[] strata(List<StudyCase> cases, Target target) {
        return target.classes().isEmpty()
                ? GroupedFolds.quantileStrata(
                        cases.stream()
                                .mapToDouble(each -> each.example().label())
                                .toArray(),
                        STRATA_OF_A_QUANTITY)
                : cases.stream().mapToInt(each -> each.example().classIndex()).toArray();
    }

    List<StudyCase> heldOut(int fold) {
        return part(fold, true);
    }

    List<LabelledExample> train(int fold) {
        return part(fold, false).stream().map(StudyCase::example).toList();
    }

    private List<StudyCase> part(int fold, boolean within) {
        return IntStream.range(0, foldOfCase.length)
                .filter(i -> (foldOfCase[i] == fold) == within)
                .mapToObj(cases::get)
                .toList();
    }
}
