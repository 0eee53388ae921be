package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What each epoch left behind, for saying why nothing was learned. */
final class FittingHistory {
    private static final int EPOCHS_WATCHED = 3;
    private static final double LOSS_DISTANCE = 0.02;
    private static final double SPREAD_LIMIT = 0.05;

    private final double priorEntropy;
    private final List<Epoch> epochs = new ArrayList<>();

    private record Epoch(double trainLoss, double spread) {}

    /** {@code train}: the examples that move the weights. */
    FittingHistory(Target target, List<LabelledExample> train) {
        priorEntropy = target.classes().isEmpty()
                ? Double.NaN
                : Arrays.stream(Classes.shares(train, target.classes().size()))
                        .filter(share -> share > 0)
                        .map(share -> -share * Math.log(share))
                        .sum();
    }

    /** {@code predictions} of the inner validation examples. */
    void add(double trainLoss, double[][] predictions) {
        double spread = IntStream.range(0, predictions.length == 0 ? 0 : predictions[0].length)
                .mapToDouble(column -> Numbers.deviation(Arrays.stream(predictions)
                        .mapToDouble(row -> row[column])
                        .toArray()))
                .max()
                .orElse(0);
        epochs.add(new Epoch(trainLoss, spread));
    }

    /** A sentence if the last epochs all gave every example the prior's probability. */
    Optional<String> plateau() {
        List<Epoch> last = epochs.subList(Math.max(0, epochs.size() - EPOCHS_WATCHED), epochs.size());
        boolean stuck = last.size() == EPOCHS_WATCHED
                && last.stream()
                        .allMatch(epoch -> Math.abs(epoch.trainLoss - priorEntropy) < LOSS_DISTANCE
                                && epoch.spread < SPREAD_LIMIT);
        return stuck ? Optional.of(sentence(last.getLast())) : Optional.empty();
    }

    private String sentence(Epoch last) {
        return String.format(
                Locale.ROOT,
                "It stands on the plateau at the prior: for %d epochs the training loss stayed within %.2f of %.3f, the"
                        + " loss of always saying the share of positives (last %.3f), and the probabilities hardly"
                        + " differed (standard deviation %.4f, limit %.2f). Normalise the inputs, or use batch"
                        + " normalisation.",
                EPOCHS_WATCHED,
                LOSS_DISTANCE,
                priorEntropy,
                last.trainLoss,
                last.spread,
                SPREAD_LIMIT);
    }
}
