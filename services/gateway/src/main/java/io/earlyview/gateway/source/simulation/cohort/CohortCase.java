package io.earlyview.gateway.source.simulation.cohort;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One case of a simulated cohort as training meets it; the pictures are made when they are asked for.
 *
 * @param number which case of the cohort this is, from 0
 * @param patient whose case it says it is: a made-up id
 * @param site where it was taken, from 0; 0 where the cohort has one site only
 * @param label what training is told: the number of a class, or a quantity in its unit
 * @param truth what is so in the picture, in the label's unit; the label may differ from it
 * @param truthScore what a reader says who knows the hidden variable behind the picture: greater for a greater label
 * @param spacing of the voxels, as the case says it; none where frames are channels
 * @param source makes the frames: the same bytes each time
 */
public record CohortCase(
        int number,
        String patient,
        int site,
        double label,
        double truth,
        double truthScore,
        Optional<Spacing> spacing,
        Supplier<FrameStack> source) {

    /** A made-up patient's id, such as {@code mgmt-000123}. */
    public static String patientId(String exam, int number) {
        return String.format(Locale.ROOT, "%s-%06d", exam, number);
    }

    /** Makes the frames: milliseconds to tenths of a second. */
    public FrameStack render() {
        return source.get();
    }

    CohortCase withPatient(String other) {
        return new CohortCase(number, other, site, label, truth, truthScore, spacing, source);
    }

    CohortCase withLabel(double other) {
        return new CohortCase(number, patient, site, other, truth, truthScore, spacing, source);
    }

    CohortCase withSpacing(Spacing other) {
        return new CohortCase(number, patient, site, label, truth, truthScore, Optional.of(other), source);
    }
}
