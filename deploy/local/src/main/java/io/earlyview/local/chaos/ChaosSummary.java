package io.earlyview.local.chaos;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.earlyview.local.audit.AuditReport;
import io.earlyview.local.audit.Finding;
import io.earlyview.local.audit.Quantiles;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, as it stands in the JSON file.
 *
 * @param sent acquisitions that a gateway holds receipts for
 * @param frames frames that a gateway holds receipts for
 * @param scores records of topic {@code scores}
 * @param lost acquisitions of which something is missing
 * @param duplicated records and rows that are there again
 * @param regressed records and rows that came late or disagree
 * @param recoveryMillis of inference, from the command to start it to the first score in a subscriber's hands; absent where it
 *     was not killed
 * @param recoveryMillisByService the same of all that was killed
 * @param findings the first broken promises, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChaosSummary(
        int kills,
        int sent,
        int lost,
        int duplicated,
        int regressed,
        @Nullable Recoveries recoveryMillis,
        Map<String, Recoveries> recoveryMillisByService,
        int frames,
        int scores,
        long seed,
        List<Finding> findings,
        boolean simulated,
        String notice) {

    static final String NOTICE = "Research use only. Not a medical device; not for diagnosis. Simulated data.";

    private static final int FINDINGS_SHOWN = 20;

    /** How often, and how long it took to come back: median, 95th percentile, longest. */
    record Recoveries(int kills, double p50, double p95, double longest) {
        static Recoveries of(List<Duration> durations) {
            Quantiles millis = Quantiles.of(
                    durations.stream().map(one -> one.toNanos() / 1e6).toList());
            return new Recoveries(durations.size(), millis.at(0.5), millis.at(0.95), millis.at(1));
        }
    }

    static ChaosSummary of(long seed, EnumMap<Target, List<Duration>> recoveries, AuditReport audit) {
        Map<String, Recoveries> byService = new TreeMap<>();
        recoveries.forEach((target, durations) -> byService.put(target.text(), Recoveries.of(durations)));
        return new ChaosSummary(
                recoveries.values().stream().mapToInt(List::size).sum(),
                audit.acquisitions(),
                audit.lost(),
                audit.duplicated(),
                audit.regressed(),
                byService.get(Target.INFERENCE.text()),
                byService,
                audit.frames(),
                audit.scores(),
                seed,
                audit.findings().stream().limit(FINDINGS_SHOWN).toList(),
                true,
                NOTICE);
    }

    /** Whether every promise was kept. */
    @JsonIgnore
    boolean kept() {
        return lost + duplicated + regressed == 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "%-12s %6s %10s %10s %10s%n".formatted("killed", "times", "back p50", "back p95", "longest"));
        recoveryMillisByService.forEach((name, one) -> text.append("%-12s %6d %8.2f s %8.2f s %8.2f s%n"
                .formatted(name, one.kills(), one.p50() / 1000, one.p95() / 1000, one.longest() / 1000)));
        text.append(
                "kills %d   sent %d acquisitions of %d frames   scores %d%n".formatted(kills, sent, frames, scores));
        text.append("lost %d   duplicated %d   regressed %d%n".formatted(lost, duplicated, regressed));
        findings.forEach(finding -> text.append("  %s %s: %s%n"
                .formatted(
                        finding.kind().name().toLowerCase(Locale.ROOT), finding.acquisitionId(), finding.sentence())));
        text.append(kept() ? "every promise was kept" : "PROMISES WERE BROKEN")
                .append("   (repeat with --seed %d)%n".formatted(seed))
                .append(notice);
        return text.toString();
    }
}
