package io.earlyview.training.checks.rule.data;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** The same patient, or the very same content, in more than one part. */
public final class PatientLeakage implements Rule {
    private static final String NAME = "patient-leakage";
    /** Of the examples: where patients give several, a few give only one. */
    private static final double ALONE = 0.9;

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof DataProfile profile)) {
            return Optional.empty();
        }
        Parts parts = profile.parts();
        Evidence patients = Evidence.atMost("patients in more than one part", parts.patientsShared(), 0);
        Evidence contents = Evidence.atMost("pairs of equal content in different parts", parts.sameContent(), 0);
        if (patients.healthy() && contents.healthy()) {
            return oneQuantity(profile).or(() -> ownName(profile)).or(() -> nameless(profile));
        }
        return Optional.of(Finding.curable(
                NAME,
                Grade.ERROR,
                patients.healthy() ? List.of(contents, patients) : List.of(patients, contents),
                "The network is asked about patients it was fitted to: figures from such a split hold for nobody new.",
                patients.healthy()
                        ? "The patients' names differ where the content does not: give equal content one patient, then split"
                                + " by patient."
                        : "Split by patient.",
                new Remedy.GroupByPatient()));
    }

    private static Optional<Finding> oneQuantity(DataProfile profile) {
        int same = profile.parts().within().sameQuantity();
        return same == 0
                ? Optional.empty()
                : Optional.of(Finding.curable(
                        NAME,
                        Grade.WARNING,
                        List.of(
                                Evidence.atMost("examples with another patient's quantity to the last digit", same, 0),
                                Evidence.of("examples", profile.examples()),
                                Evidence.of("patients by name", profile.patients())),
                        "So many equal numbers are hardly chance: one patient's examples seem to stand under several names,"
                                + " and may lie in several parts.",
                        "Give all examples of a patient the same name.",
                        new Remedy.GroupByPatient()));
    }

    private static Optional<Finding> ownName(DataProfile profile) {
        Evidence alone = Evidence.atMost(
                "examples whose patient gives no other",
                profile.parts().within().ownName(),
                Math.floor(ALONE * profile.examples()));
        return alone.healthy()
                ? Optional.empty()
                : Optional.of(Finding.curable(
                        NAME,
                        Grade.WARNING,
                        List.of(
                                alone,
                                Evidence.of("examples", profile.examples()),
                                Evidence.of("patients by name", profile.patients())),
                        "Patients of this exam usually give several examples: the names seem to be those of the examples, and"
                                + " one patient may lie in several parts.",
                        "Name the patient of each example, not the example.",
                        new Remedy.GroupByPatient()));
    }

    private static Optional<Finding> nameless(DataProfile profile) {
        int nameless = profile.parts().within().nameless();
        return nameless == 0
                ? Optional.empty()
                : Optional.of(Finding.curable(
                        NAME,
                        Grade.NOTE,
                        List.of(
                                Evidence.atMost("examples that name no patient", nameless, 0),
                                Evidence.of("examples", profile.examples())),
                        "Each of them is taken for a patient of its own; if some are one patient's, the parts share patients.",
                        "Name the patient of each example.",
                        new Remedy.GroupByPatient()));
    }
}
