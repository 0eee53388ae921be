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

/** Examples that differ by little more than noise: in different parts, or under two patients' names, or made beforehand. */
public final class NearDuplicates implements Rule {
    private static final String NAME = "near-duplicates";
    private static final double SHARE_LIMIT = 0.05;

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof DataProfile profile)) {
            return Optional.empty();
        }
        return inDifferentParts(profile.parts())
                .or(() -> underTwoNames(profile))
                .or(() -> madeBeforehand(profile));
    }

    private static Optional<Finding> inDifferentParts(Parts parts) {
        int pairs = parts.nearlySame();
        if (pairs == 0) {
            return Optional.empty();
        }
        Evidence share = Evidence.atMost(
                "pairs for each example outside the training part", (double) pairs / parts.heldOut(), SHARE_LIMIT);
        return Optional.of(finding(
                share.healthy() ? Grade.WARNING : Grade.ERROR,
                List.of(Evidence.atMost("pairs nearly the same in different parts", pairs, 0), share),
                "Examples outside the training part are copies, turned or blurred, of examples in it, so that learning by"
                        + " heart looks like learning."));
    }

    private static Optional<Finding> underTwoNames(DataProfile profile) {
        int pairs =
                profile.parts().within().nearlySame() + profile.parts().within().sameContent();
        return pairs == 0
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.WARNING,
                        List.of(
                                Evidence.atMost(
                                        "pairs nearly the same under two patients' names, in one part", pairs, 0),
                                Evidence.of("patients by name", profile.patients())),
                        "There are fewer patients than names, and every interval that counts patients is too narrow."));
    }

    private static Optional<Finding> madeBeforehand(DataProfile profile) {
        Evidence copies = Evidence.atMost(
                "share of the examples that are nearly the same as another of their patient",
                (double) profile.parts().within().copies() / profile.examples(),
                SHARE_LIMIT);
        return copies.healthy()
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.WARNING,
                        List.of(
                                copies,
                                Evidence.of("examples", profile.examples()),
                                Evidence.of("patients", profile.patients())),
                        "Copies were made before training. They make no patients, the network sees the same ones every epoch,"
                                + " and a copy that was scaled needs its own label."));
    }

    private static Finding finding(Grade grade, List<Evidence> evidence, String meaning) {
        return Finding.curable(
                NAME,
                grade,
                evidence,
                meaning,
                "Split first and augment afterwards, at run time; keep a patient's examples in one part.",
                new Remedy.AugmentAtRunTime());
    }
}
