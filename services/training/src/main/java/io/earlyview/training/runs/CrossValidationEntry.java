package io.earlyview.training.runs;

import io.earlyview.training.domain.FoldsOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cross-validation before the fit that counted: every example scored by a network fitted without its patient.
 *
 * @param sentence what it came to
 * @param evaluation figures on all examples together; absent where a fold did not come to its end
 * @param leading the leading figure of each fold; absent ones could not be told
 */
public record CrossValidationEntry(
        int folds, String sentence, @Nullable EvaluationEntry evaluation, List<@Nullable Double> leading) {

    static CrossValidationEntry of(FoldsOutcome outcome) {
        return switch (outcome) {
            case FoldsOutcome.OutOfFold all ->
                new CrossValidationEntry(
                        all.folds(),
                        "Each of " + all.figures().examples()
                                + " examples was scored by a network that was fitted without" + " its patient, in "
                                + all.folds() + " folds.",
                        EvaluationEntry.of(all.figures()),
                        all.leading().stream()
                                .<@Nullable Double>map(Figures::finite)
                                .toList());
            case FoldsOutcome.Broken broken ->
                new CrossValidationEntry(
                        broken.folds(),
                        "No out-of-fold figures: fold " + broken.fold() + " of " + broken.folds()
                                + " did not come to its end. " + broken.sentence(),
                        null,
                        List.of());
        };
    }
}
