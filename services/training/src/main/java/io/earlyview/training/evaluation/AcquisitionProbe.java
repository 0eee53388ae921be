package io.earlyview.training.evaluation;

import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the classes can be told apart by how a picture was taken: by level and noise in the corners of its frames, where
 * no organ lies, and by its spacing. Where they can, a network may learn the scanner and not the disease.
 *
 * <p>Each example is judged by the vote of its nearest neighbours among other patients, so that any pattern of sites is
 * found, such as that of every other one. Labels are shuffled patient by patient.
 *
 * @param area under the ROC curve of the votes; of several classes that of the best told one
 * @param p share of shuffles that did at least as well
 */
public record AcquisitionProbe(List<String> by, int examples, double area, int shuffles, double p) {
    private static final int EXAMPLES_MOST = 1000;
    private static final int EXAMPLES_LEAST = 40;
    private static final int CLASS_LEAST = 10;
    private static final int NEIGHBOURS = 15;
    private static final int NEIGHBOURS_OF = 8;
    /** Of a frame's rows and columns, at each corner. */
    private static final int CORNER_OF = 8;

    private static final int SHUFFLES_FIRST = 199;
    private static final int SHUFFLES_MOST = 1999;
    private static final double SETTLED = 0.02;

    /** Looks at these examples, or at a thousand of them; nothing where they or two classes of them are too few. */
    public static Optional<AcquisitionProbe> of(List<LabelledExample> all, int classes, long seed) {
        List<LabelledExample> some = some(all);
        int[] labels = some.stream().mapToInt(LabelledExample::classIndex).toArray();
        int[] told = IntStream.range(0, classes)
                .filter(index ->
                        Arrays.stream(labels).filter(label -> label == index).count() >= CLASS_LEAST)
                .toArray();
        if (some.size() < EXAMPLES_LEAST || told.length < 2) {
            return Optional.empty();
        }
        // Of two classes one area says it all.
        int[] against = told.length == 2 ? new int[] {told[1]} : told;
        String[] patients = some.stream().map(LabelledExample::splitKey).toArray(String[]::new);
        int[][] neighbours = neighbours(ranked(some), patients);
        double observed = area(neighbours, labels, against);
        double[] asNumbers = Arrays.stream(labels).asDoubleStream().toArray();
        LabelShuffles shuffles = new LabelShuffles(patients, asNumbers, seed);
        int done = 0;
        int atLeast = 0;
        while (done < SHUFFLES_FIRST || (done < SHUFFLES_MOST && (1.0 + atLeast) / (1.0 + done) <= SETTLED)) {
            int[] source = shuffles.next();
            int[] shuffled = Arrays.stream(source).map(giver -> labels[giver]).toArray();
            atLeast += area(neighbours, shuffled, against) >= observed - 1e-12 ? 1 : 0;
            done++;
        }
        return Optional.of(new AcquisitionProbe(
                names(some.getFirst()), some.size(), observed, done, (1.0 + atLeast) / (1.0 + done)));
    }

    private static List<LabelledExample> some(List<LabelledExample> all) {
        int count = Math.min(EXAMPLES_MOST, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private static List<String> names(LabelledExample example) {
        return example.spacingMillimetres().length == 0
                ? List.of("level in the corners of the frames", "noise there")
                : List.of("level in the corners of the frames", "noise there", "spacing");
    }

    /** Ranks from 0 to 1 of each feature: sites lie together, whatever the size of what they differ in. */
    private static double[][] ranked(List<LabelledExample> examples) {
        double[][] features = examples.stream().map(AcquisitionProbe::features).toArray(double[][]::new);
        double[][] ranked = new double[features.length][features[0].length];
        for (int feature = 0; feature < features[0].length; feature++) {
            int of = feature;
            double[] ranks = RocArea.ranks(
                    Arrays.stream(features).mapToDouble(row -> row[of]).toArray());
            for (int i = 0; i < ranks.length; i++) {
                ranked[i][feature] = ranks[i] / ranks.length;
            }
        }
        return ranked;
    }

    private static double[] features(LabelledExample example) {
        int rows = example.shape()[1];
        int columns = example.shape()[2];
        int down = Math.max(1, rows / CORNER_OF);
        int across = Math.max(Math.min(2, columns), columns / CORNER_OF);
        float[] values = example.tensor();
        double sum = 0;
        double differences = 0;
        long count = 0;
        for (int frame = 0; frame < example.shape()[0]; frame++) {
            for (int row = 0; row < rows; row++) {
                if (row >= down && row < rows - down) {
                    continue;
                }
                int start = (frame * rows + row) * columns;
                for (int column = 0; column + 1 < columns; column++) {
                    if (column + 1 < across || column >= columns - across) {
                        float value = values[start + column];
                        sum += value;
                        differences += Math.abs(value - values[start + column + 1]);
                        count++;
                    }
                }
            }
        }
        double[] spacing = example.spacingMillimetres();
        double[] features = new double[2 + spacing.length];
        features[0] = sum / count;
        features[1] = differences / count;
        System.arraycopy(spacing, 0, features, 2, spacing.length);
        return features;
    }

    /** For each example those of other patients that lie nearest. */
    private static int[][] neighbours(double[][] features, String[] patients) {
        int wanted = Math.clamp(features.length / NEIGHBOURS_OF, 1, NEIGHBOURS);
        return IntStream.range(0, features.length)
                .mapToObj(i -> nearest(i, features, patients, wanted))
                .toArray(int[][]::new);
    }

    private static int[] nearest(int of, double[][] features, String[] patients, int wanted) {
        int[] nearest = new int[wanted];
        double[] distances = new double[wanted];
        int found = 0;
        for (int i = 0; i < features.length; i++) {
            double distance = 0;
            for (int j = 0; j < features[i].length; j++) {
                distance += Math.abs(features[i][j] - features[of][j]);
            }
            if ((found == wanted && distance >= distances[wanted - 1]) || patients[i].equals(patients[of])) {
                continue;
            }
            // Into its place among the nearest so far; the farthest of them falls out.
            int place = found < wanted ? found++ : wanted - 1;
            for (; place > 0 && distances[place - 1] > distance; place--) {
                distances[place] = distances[place - 1];
                nearest[place] = nearest[place - 1];
            }
            distances[place] = distance;
            nearest[place] = i;
        }
        return Arrays.copyOf(nearest, found);
    }

    private static double area(int[][] neighbours, int[] labels, int[] against) {
        double best = 0;
        for (int positive : against) {
            best = Math.max(best, area(neighbours, labels, positive));
        }
        return best;
    }

    /** Votes are whole numbers, so that counting them sorts them. */
    private static double area(int[][] neighbours, int[] labels, int positive) {
        long[] positives = new long[NEIGHBOURS + 1];
        long[] negatives = new long[NEIGHBOURS + 1];
        for (int i = 0; i < labels.length; i++) {
            int votes = 0;
            for (int other : neighbours[i]) {
                votes += labels[other] == positive ? 1 : 0;
            }
            (labels[i] == positive ? positives : negatives)[votes]++;
        }
        double below = 0;
        double wins = 0;
        double all = 0;
        for (int votes = 0; votes <= NEIGHBOURS; votes++) {
            wins += positives[votes] * (below + negatives[votes] / 2.0);
            below += negatives[votes];
            all += positives[votes];
        }
        return wins / (all * below);
    }
}
