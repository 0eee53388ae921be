package io.earlyview.training.page;

import io.earlyview.training.page.Markup.Fact;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.StoppedCases;
import io.earlyview.v1.StoppingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** When a scan may stop by a release's scores, and what that rests on. */
final class StoppingSection {
    private StoppingSection() {}

    static void write(Markup page, Subject subject) {
        subject.release()
                .filter(release -> release.getKind() == ReleaseKind.RELEASE_KIND_SET)
                .ifPresent(release -> write(page, release));
    }

    private static void write(Markup page, ReleaseManifest release) {
        page.heading("When a scan may stop");
        if (!release.hasStopping()) {
            page.paragraph("Never by this release: it has no stopping policy. \"Calibration\" says why.");
            return;
        }
        StoppingPolicy policy = release.getStopping();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("From", policy.getLeastFrames() + " frames on"));
        facts.add(new Fact(
                "As normal",
                policy.hasNormalAtMost()
                        ? way("at or below", policy.getNormalAtMost(), policy.getStoppedNormal())
                        : "never: no limit kept the risk"));
        facts.add(new Fact(
                "As abnormal",
                policy.hasAbnormalAtLeast()
                        ? way("at or above", policy.getAbnormalAtLeast(), policy.getStoppedAbnormal())
                        : "never: no limit kept the risk"));
        facts.add(new Fact("Risk limit", Double.toString(policy.getRiskLimit())));
        facts.add(new Fact(
                "Counted on",
                String.format(
                        Locale.ROOT,
                        "%d locked cases with further frames, which had no part in choosing the limits; they took %.1f"
                                + " frames on average",
                        policy.getCases(),
                        policy.getMeanFrames())));
        page.facts(facts);
        page.paragraph(
                "Wrong means: other than the label, which is a reader's verdict and not the disease. The share is of"
                        + " the cases that stop, whatever made them stop early; it says nothing of a single one. Whether a scan stops"
                        + " is decided by people.");
    }

    private static String way(String side, double limit, StoppedCases cases) {
        return String.format(
                Locale.ROOT,
                "%s a probability of %.2f: %d of %d stopped cases were wrong; at most %.3f of such cases are, with 95 %%"
                        + " confidence",
                side,
                limit,
                cases.getWrong(),
                cases.getStopped(),
                cases.getRiskAtMost());
    }
}
