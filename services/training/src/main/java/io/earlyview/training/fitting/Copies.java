package io.earlyview.training.fitting;

import static java.util.stream.Collectors.groupingBy;

import io.earlyview.exams.Target;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.DataProfile.Within;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.ContentFingerprint;
import io.earlyview.training.evaluation.NearDuplicates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands more than once among the examples of a run: patients, contents, pictures that are nearly the same, quantities.
 * Every content is hashed; of more than 2,000 examples so many, evenly from all parts, are compared pair by pair.
 */
final class Copies {
    private static final int COMPARED_MOST = 2000;
    /** Equal quantities beyond what their digits explain: this many times as many, and a twentieth of all. */
    private static final double TIMES_EXPECTED = 3;

    private static final double SHARE_EXPECTED = 0.05;
    /** Where more of the examples hang together, pictures are all alike, and likeness tells no copies. */
    private static final double CHAINED_MOST = 1.0 / 3;

    private static final int DIGITS_MOST = 4;

    private final Prepared run;
    private final List<LabelledExample> all;
    private final int[] partOf;
    private final List<ContentFingerprint> prints;

    private Copies(Prepared run) {
        List<List<LabelledExample>> parts = List.of(run.train(), run.validation(), run.heldOut());
        this.run = run;
        this.all = parts.stream().flatMap(List::stream).toList();
        this.partOf = IntStream.range(0, parts.size())
                .flatMap(part -> parts.get(part).stream().mapToInt(_ -> part))
                .toArray();
        this.prints = all.stream()
                .map(example -> ContentFingerprint.of(example.tensor(), example.shape()))
                .toList();
    }

    static Parts in(Prepared run) {
        return new Copies(run).parts();
    }

    private Parts parts() {
        List<int[]> equal = equalPairs();
        Predicate<int[]> apart = pair -> partOf[pair[0]] != partOf[pair[1]];
        Predicate<int[]> onePatient =
                pair -> all.get(pair[0]).splitKey().equals(all.get(pair[1]).splitKey());
        List<int[]> alike = tellingOnly(alikePairs(), onePatient);
        return new Parts(
                run.validation().size() + run.heldOut().size(),
                patientsInSeveral(),
                count(equal, apart),
                count(alike, apart.and(onePatient.negate())),
                new Within(
                        count(equal, apart.negate().and(onePatient.negate())),
                        count(alike, apart.negate().and(onePatient.negate())),
                        (int) Stream.concat(equal.stream(), alike.stream())
                                .filter(onePatient)
                                .map(pair -> pair[1])
                                .distinct()
                                .count(),
                        (int) all.stream()
                                .filter(example -> example.patientPseudonym().isEmpty())
                                .count(),
                        run.target() instanceof Target.Quantity ? sameQuantity() : 0,
                        run.plan().exam().training().split().severalOfAPatient() ? ownName() : 0));
    }

    private int ownName() {
        Map<String, Integer> examplesOf = new HashMap<>();
        all.stream()
                .map(LabelledExample::patientPseudonym)
                .filter(patient -> !patient.isEmpty())
                .forEach(patient -> examplesOf.merge(patient, 1, Integer::sum));
        return (int) examplesOf.values().stream().filter(count -> count == 1).count();
    }

    private static int count(List<int[]> pairs, Predicate<int[]> which) {
        return (int) pairs.stream().filter(which).count();
    }

    private int patientsInSeveral() {
        Map<String, Set<Integer>> partsOf = new HashMap<>();
        for (int i = 0; i < partOf.length; i++) {
            partsOf.computeIfAbsent(all.get(i).splitKey(), _ -> new HashSet<>()).add(partOf[i]);
        }
        return (int) partsOf.values().stream().filter(parts -> parts.size() > 1).count();
    }

    private List<int[]> equalPairs() {
        List<int[]> pairs = new ArrayList<>();
        for (List<Integer> same : NearDuplicates.exact(prints)) {
            for (int second = 1; second < same.size(); second++) {
                for (int first = 0; first < second; first++) {
                    pairs.add(new int[] {same.get(first), same.get(second)});
                }
            }
        }
        return pairs;
    }

    private List<int[]> alikePairs() {
        int count = Math.min(COMPARED_MOST, all.size());
        int[] some = IntStream.range(0, count)
                .map(i -> (int) ((long) i * all.size() / count))
                .toArray();
        List<ContentFingerprint> compared =
                IntStream.of(some).mapToObj(prints::get).toList();
        String[] each = IntStream.of(some).mapToObj(Integer::toString).toArray(String[]::new);
        return NearDuplicates.across(compared, each, NearDuplicates.LIKENESS_SUSPECT).stream()
                .filter(pair -> !pair.exact())
                .map(pair -> new int[] {some[pair.first()], some[pair.second()]})
                .toList();
    }

    /** Copies hang together in small groups; without noise of their own, pictures that differ in little hang together in chains. */
    private List<int[]> tellingOnly(List<int[]> alike, Predicate<int[]> onePatient) {
        int[] leader = IntStream.range(0, all.size()).toArray();
        alike.stream()
                .filter(onePatient.negate())
                .forEach(pair -> leader[root(leader, pair[0])] = root(leader, pair[1]));
        int[] sizes = new int[leader.length];
        for (int i = 0; i < leader.length; i++) {
            sizes[root(leader, i)]++;
        }
        return Arrays.stream(sizes).max().orElse(0) <= CHAINED_MOST * all.size()
                ? alike
                : alike.stream().filter(onePatient).toList();
    }

    private static int root(int[] leader, int of) {
        int at = of;
        while (leader[at] != at) {
            at = leader[at];
        }
        return at;
    }

    /** Examples whose quantity another patient has too, where they are more than numbers of so few digits explain. */
    private int sameQuantity() {
        Map<Double, List<LabelledExample>> byLabel = all.stream().collect(groupingBy(LabelledExample::label));
        int same = byLabel.values().stream()
                .filter(group ->
                        group.stream().map(LabelledExample::splitKey).distinct().count() > 1)
                .mapToInt(List::size)
                .sum();
        double[] labels =
                all.stream().mapToDouble(LabelledExample::label).sorted().toArray();
        double range = labels[labels.length * 9 / 10] - labels[labels.length / 10];
        double expected = all.size() * Math.min(1, all.size() * resolution(labels) / range);
        return same > TIMES_EXPECTED * expected + SHARE_EXPECTED * all.size() ? same : 0;
    }

    /** Of the coarsest decimal step that all of them are multiples of; 0 where there is none. */
    private static double resolution(double[] labels) {
        for (int digits = -1; digits <= DIGITS_MOST; digits++) {
            double steps = Math.pow(10, digits);
            boolean fits = true;
            for (double label : labels) {
                fits &= Math.abs(label * steps - Math.rint(label * steps)) < 1e-6;
            }
            if (fits) {
                return 1 / steps;
            }
        }
        return 0;
    }
}
