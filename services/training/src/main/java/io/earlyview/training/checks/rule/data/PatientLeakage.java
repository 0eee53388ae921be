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
        return Optional.of(finding(
                Grade.ERROR,
                patients.healthy() ? List.of(contents, patients) : List.of(patients, contents),
                "The network is asked about patients it was fitted to: figures from such a split hold for nobody new.",
                patients.healthy()
                        ? "The patients' names differ where the content does not: give equal content one patient, then split"
                                + " by patient."
                        : "Split by patient."));
    }

    private static Optional<Finding> oneQuantity(DataProfile profile) {
        return severalNames(
                profile,
                Evidence.atMost(
                        "examples with another patient's quantity to the last digit",
                        profile.parts().within().sameQuantity(),
                        0),
                "So many equal numbers are hardly chance: one patient's examples seem to stand under several names,"
                        + " and may lie in several parts.",
                "Give all examples of a patient the same name.");
    }

    private static Optional<Finding> ownName(DataProfile profile) {
        return severalNames(
                profile,
                Evidence.atMost(
                        "examples whose patient gives no other",
                        profile.parts().within().ownName(),
                        Math.floor(ALONE * profile.examples())),
                "Patients of this exam usually give several examples: the names seem to be those of the examples, and"
                        + " one patient may lie in several parts.",
                "Name the patient of each example, not the example.");
    }

    private static Optional<Finding> severalNames(
            DataProfile profile, Evidence evidence, String meaning, String advice) {
        return evidence.healthy()
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.WARNING,
                        List.of(
                                evidence,
                                Evidence.of("examples", profile.examples()),
                                Evidence.of("patients by name", profile.patients())),
                        meaning,
                        advice));
    }

    private static Optional<Finding> nameless(DataProfile profile) {
        Evidence nameless = Evidence.atMost(
                "examples that name no patient", profile.parts().within().nameless(), 0);
        return nameless.healthy()
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.NOTE,
                        List.of(nameless, Evidence.of("examples", profile.examples())),
                        "Each of them is taken for a patient of its own; if some are one patient's, the parts share patients.",
                        "Name the patient of each example."));
    }

    private static Finding finding(Grade grade, List<Evidence> evidence, String meaning, String advice) {
        return Finding.curable(NAME, grade, evidence, meaning, advice, new Remedy.GroupByPatient());
    }
}
