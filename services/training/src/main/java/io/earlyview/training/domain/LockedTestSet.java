package io.earlyview.training.domain;

import io.earlyview.exams.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which patients of an exam are kept for tests, for ever: the digest of a patient's pseudonym decides, so that neither new
 * examples nor another seed ever move a patient. Where the digests leave a class with too few patients, some more are
 * added before anything has been trained; afterwards nobody is.
 *
 * @param exam two exams lock different patients
 * @param share of all patients, in (0, 1)
 * @param added {@link #digest}s of patients that are locked although their digest lies above the share
 */
public record LockedTestSet(String exam, double share, Set<String> added) {
    private static final int PATIENTS_OF_A_CLASS_WANTED = 5;
    private static final int DIGEST_BYTES = 16;

    public LockedTestSet {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("locked share " + share + " is not in (0, 1)");
        }
        added = Set.copyOf(added);
    }

    /**
     * The set as it is when an exam is trained for the first time. Of each class at least 5 of its patients are locked, or
     * the share of them if that is less, and one if there are two; of a quantity the same of all patients.
     */
    public static LockedTestSet founded(
            String exam, double share, Target target, Collection<LabelledExample> examples) {
        LockedTestSet byDigest = new LockedTestSet(exam, share, Set.of());
        Map<Integer, Set<String>> patientsOfClass = examples.stream()
                .collect(Collectors.groupingBy(
                        example -> target.classes().isEmpty() ? 0 : example.classIndex(),
                        TreeMap::new,
                        Collectors.mapping(LabelledExample::splitKey, Collectors.toCollection(TreeSet::new))));
        Set<String> added = new TreeSet<>();
        patientsOfClass.values().stream()
                .sorted(Comparator.comparingInt(
                        Set::size)) // the rarest first: its patients may serve a common class too
                .forEach(patients -> {
                    List<String> open = patients.stream()
                            .filter(patient -> !byDigest.holds(patient) && !added.contains(byDigest.digest(patient)))
                            .sorted(Comparator.comparingDouble(byDigest::place))
                            .toList();
                    int locked = patients.size() - open.size();
                    open.stream()
                            .limit(Math.max(0, wanted(patients.size(), share) - locked))
                            .map(byDigest::digest)
                            .forEach(added::add);
                });
        return new LockedTestSet(exam, share, added);
    }

    private static long wanted(int patients, double share) {
        long proportional = Math.max(1, Math.round(share * patients));
        return patients < 2 ? 0 : Math.min(PATIENTS_OF_A_CLASS_WANTED, proportional);
    }

    /** Whether this example's patient is locked. */
    public boolean holds(LabelledExample example) {
        return holds(example.splitKey());
    }

    /** Names of the classes that no example of a locked patient has. */
    public List<String> missing(Target target, Collection<LabelledExample> examples) {
        Set<Integer> there = examples.stream()
                .filter(this::holds)
                .map(LabelledExample::classIndex)
                .collect(Collectors.toSet());
        return target.classes().stream()
                .filter(name -> !there.contains(target.classes().indexOf(name)))
                .toList();
    }

    private boolean holds(String patient) {
        return place(patient) < share || added.contains(digest(patient));
    }

    /** Where a patient stands between 0 and 1, evenly spread over patients. */
    private double place(String patient) {
        return (ByteBuffer.wrap(hash(patient)).getLong() >>> 11) * 0x1p-53;
    }

    /** What stands for a patient in {@link #added}: 32 hexadecimal digits. */
    private String digest(String patient) {
        return HexFormat.of().formatHex(hash(patient), 0, DIGEST_BYTES);
    }

    private byte[] hash(String patient) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("earlyview locked test set\n" + exam + "\n" + patient).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
