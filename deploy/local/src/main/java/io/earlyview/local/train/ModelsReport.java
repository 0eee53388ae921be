package io.earlyview.local.train;

import io.earlyview.local.train.ReleaseClient.Decision;
import io.earlyview.local.train.ReleaseClient.Lineage;
import io.earlyview.local.train.ReleaseClient.LockedSet;
import io.earlyview.local.train.ReleaseClient.Read;
import io.earlyview.local.train.ReleaseClient.Refusal;
import io.earlyview.local.train.ReleaseClient.Release;
import io.earlyview.local.train.ReleaseClient.Stopped;
import io.earlyview.local.train.ReleaseClient.Stopping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Releases, for people. */
final class ModelsReport {
    private static final String NOTE = "Research use only. Not a medical device; not for diagnosis.";
    private static final String ROW = "%-36s %-14s %-10s %-5s %-8s %-34s %-9s %s%n";

    private ModelsReport() {}

    /** A table, a release a line. */
    static String table(List<Release> releases) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                ROW,
                "release",
                "exam",
                "stage",
                "kind",
                "gate",
                "on locked patients",
                "signature",
                "made"));
        for (Release release : releases) {
            text.append(String.format(
                    Locale.ROOT,
                    ROW,
                    release.releaseId(),
                    release.exam(),
                    release.stage() + (release.shadow() ? "+" : ""),
                    release.kind().toLowerCase(Locale.ROOT),
                    release.gate() == null ? "-" : release.gate().outcome(),
                    leading(release) + (release.lineage().simulated() ? " simulated" : ""),
                    release.signature().state(),
                    release.releasedAt()));
        }
        for (Release release : releases) {
            for (Refusal refusal : release.refusals()) {
                text.append(release.releaseId())
                        .append(" is refused by ")
                        .append(refused(refusal))
                        .append(System.lineSeparator());
            }
        }
        if (releases.stream().anyMatch(Release::shadow)) {
            text.append("+ scores beside the champion, without being published").append(System.lineSeparator());
        }
        return text.append(NOTE).toString();
    }

    private static String refused(Refusal refusal) {
        return refusal.instance() + " since " + refusal.at() + ": " + refusal.reason();
    }

    private static String leading(Release release) {
        return release.figures().entrySet().stream()
                .findFirst()
                .map(figure -> figure.getKey() + " " + figure(figure.getValue()))
                .orElse("-");
    }

    private static String figure(TrainingClient.Figure figure) {
        return figure.low() == null || figure.high() == null
                ? figure.said()
                : String.format(Locale.ROOT, "%s (%.3f-%.3f)", figure.said(), figure.low(), figure.high());
    }

    /** Everything that is known of a release. */
    static String of(Release release, List<Read> reads) {
        Lineage lineage = release.lineage();
        StringBuilder text = new StringBuilder();
        line(text, "release", release.releaseId() + ", " + release.stage() + " of " + release.exam());
        line(text, "made", release.releasedAt() + " by run " + lineage.runId());
        if (release.shadow()) {
            line(text, "shadow", "it scores beside the champion; nobody's result");
        }
        release.refusals().forEach(refusal -> line(text, "refused", "by " + refused(refusal)));
        files(text, release);
        stopping(text, release.stopping());
        line(
                text,
                "signature",
                release.signature().state() + ": " + release.signature().sentence());
        line(text, "recipe", lineage.recipe() + ", seed " + lineage.seed() + ", code " + lineage.codeVersion());
        line(text, "calibrator", lineage.calibrator().isEmpty() ? "not written down" : lineage.calibrator());
        line(
                text,
                "data",
                lineage.examplesTrained() + " examples trained on, " + lineage.examplesHeldOut() + " held out"
                        + (lineage.simulated() ? ", simulated" : "") + "; SHA-256 " + lineage.datasetSha256());
        line(text, "offsets", offsets(lineage));
        for (String finding : lineage.findings()) {
            line(text, "finding", finding);
        }
        for (Map.Entry<String, TrainingClient.Figure> figure : release.figures().entrySet()) {
            line(text, figure.getKey().replace('_', ' '), figure(figure.getValue()));
        }
        line(
                text,
                "criteria",
                lineage.criteria().isEmpty()
                        ? "none written down"
                        : String.join("; ", lineage.criteria()) + " (SHA-256 " + lineage.criteriaSha256() + ")");
        locked(text, release, reads);
        line(
                text,
                "gate",
                release.gate() == null ? "no verdict" : release.gate().outcome());
        if (release.gate() != null) {
            release.gate().sentences().forEach(sentence -> line(text, "", sentence));
        }
        for (Decision decision : release.decisions()) {
            line(text, decision.kind().toLowerCase(Locale.ROOT).replace('_', ' '), decided(decision));
        }
        return text.append(NOTE).toString();
    }

    private static void files(StringBuilder text, Release release) {
        boolean set = release.kind().equals("SET");
        line(
                text,
                "kind",
                set
                        ? "set: an encoder, run once a frame, and a head for any number of frames"
                        : "stack: one graph over the needed frames together");
        line(text, set ? "encoder" : "artifact", release.artifactSha256() + ", " + release.artifactSize() + " bytes");
        if (release.head() != null) {
            line(text, "head", release.head().sha256() + ", " + release.head().size() + " bytes");
        }
        if (release.weights() != null) {
            line(
                    text,
                    "weights",
                    release.weights().sha256() + ", " + release.weights().size() + " bytes");
        }
    }

    private static void stopping(StringBuilder text, @Nullable Stopping stopping) {
        if (stopping == null) {
            line(text, "stopping", "never: no policy");
            return;
        }
        line(
                text,
                "stopping",
                String.format(
                        Locale.ROOT,
                        "from %d frames on; risk limit %s; counted on %d locked cases, which took %.1f frames on average",
                        stopping.leastFrames(),
                        stopping.riskLimit(),
                        stopping.cases(),
                        stopping.meanFrames()));
        line(text, "", way("normal at or below", stopping.normalAtMost(), stopping.normal()));
        line(text, "", way("abnormal at or above", stopping.abnormalAtLeast(), stopping.abnormal()));
    }

    private static String way(String side, @Nullable Double limit, Stopped stopped) {
        return limit == null
                ? side.substring(0, side.indexOf(' ')) + ": never, no limit kept the risk"
                : String.format(
                        Locale.ROOT,
                        "%s %.2f: %d of %d stopped cases wrong, at most %.3f with 95 %% confidence",
                        side,
                        limit,
                        stopped.wrong(),
                        stopped.stopped(),
                        stopped.riskAtMost());
    }

    private static String offsets(Lineage lineage) {
        return lineage.offsets().stream()
                .map(offset -> offset.topic() + "-" + offset.partition() + " " + offset.endOffset())
                .collect(Collectors.joining(", "));
    }

    private static void locked(StringBuilder text, Release release, List<Read> reads) {
        LockedSet lock = release.lockedSet();
        if (lock == null) {
            line(text, "locked set", "none when it was made");
            return;
        }
        line(
                text,
                "locked set",
                String.format(
                        Locale.ROOT,
                        "%d examples of %d patients (share %s); looked at %d times when it was made, %d times by now%s",
                        lock.examples(),
                        lock.patients(),
                        lock.share(),
                        lock.reads(),
                        lock.readsByNow(),
                        lock.missingClasses().isEmpty()
                                ? ""
                                : "; none is of " + String.join(", ", lock.missingClasses())));
        for (Read read : reads) {
            line(text, "", read.number() + ". " + read.at() + " " + read.by() + ": " + read.why());
        }
    }

    private static String decided(Decision decision) {
        String text = decision.at() + " by " + decision.by() + ": " + decision.reason();
        if (decision.otherReleaseId() != null) {
            text += " [" + decision.otherReleaseId() + "]";
        }
        return decision.overrideReason() == null ? text : text + " OVERRIDE: " + decision.overrideReason();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-20s %s%n", name, value));
    }
}
