package io.earlyview.local.chaos;

import io.earlyview.local.audit.AuditReport;
import io.earlyview.local.audit.Finding;
import io.earlyview.local.audit.ScoreAudit;
import io.earlyview.local.audit.SentAcquisition;
import io.earlyview.local.fleet.SimulatedFleet;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.LocalSystem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run: load, kills, the end of the load, the audit. */
final class ChaosRun {
    private static final String EXAM = "datscan";
    private static final String ENDLESS = "--acquisitions=1000000";
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path root;
    private final DataDirectory data;
    private final LocalSystem system;
    private final PrintStream out;

    ChaosRun(Path root, DataDirectory data, LocalSystem system, PrintStream out) {
        this.root = root;
        this.data = data;
        this.system = system;
        this.out = out;
    }

    ChaosSummary kill(long seed, KillSchedule schedule) throws InterruptedException {
        List<SentAcquisition> sent = new ArrayList<>();
        List<Finding> troubles = new ArrayList<>();
        EnumMap<Target, List<Duration>> recoveries;
        try (ScoreFeed scores = ScoreFeed.subscribe(system.bootstrapServers())) {
            List<SimulatedFleet> fleets = load(seed);
            try {
                awaitFirstScore(scores);
                recoveries = killAll(schedule, new Recovery(system, scores));
            } finally {
                out.println("the load ends");
                fleets.parallelStream().forEach(SimulatedFleet::close);
            }
            for (SimulatedFleet fleet : fleets) {
                sent.addAll(fleet.sent());
                fleet.troubles()
                        .forEach(trouble -> troubles.add(
                                new Finding(Finding.Kind.LOST, trouble.acquisitionId(), trouble.sentence())));
            }
            out.printf("auditing %d acquisitions once all of it is delivered%n", sent.size());
            try (ScoreAudit audit = new ScoreAudit(system.bootstrapServers(), system.databaseUrl())) {
                AuditReport report = audit.settled(sent, scores.seen(), PATIENCE);
                return ChaosSummary.of(seed, recoveries, report.with(troubles));
            }
        }
    }

    /** Whole scans, as a hospital has them, and beside them many of two views: a score every eighth of a second. */
    private List<SimulatedFleet> load(long seed) {
        List<String> gateway = SimulatedFleet.program(root);
        return List.of(
                SimulatedFleet.start(
                        "whole-scans",
                        data,
                        system,
                        gateway,
                        EXAM,
                        ENDLESS,
                        "--scanners=4",
                        "--views=all",
                        "--speed=60x",
                        "--label",
                        "--seed=" + seed),
                SimulatedFleet.start(
                        "two-views",
                        data,
                        system,
                        gateway,
                        EXAM,
                        ENDLESS,
                        "--scanners=4",
                        "--views=needed",
                        "--speed=300x",
                        "--label",
                        "--seed=" + (seed + 1)));
    }

    private void awaitFirstScore(ScoreFeed scores) throws InterruptedException {
        Instant begin = Instant.now();
        scores.lookFrom(begin);
        while (scores.acquiredSince().isEmpty()) {
            if (begin.plus(WARM_UP).isBefore(Instant.now())) {
                throw new IllegalStateException("no score within " + WARM_UP.toSeconds()
                        + " s of the load's start, and nothing was killed yet; see " + data.logs());
            }
            TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
        }
        out.println("scoring; the killing begins");
    }

    private EnumMap<Target, List<Duration>> killAll(KillSchedule schedule, Recovery recovery)
            throws InterruptedException {
        EnumMap<Target, List<Duration>> recoveries = new EnumMap<>(Target.class);
        int number = 0;
        for (KillSchedule.Kill kill : schedule.kills()) {
            TimeUnit.NANOSECONDS.sleep(kill.gap().toNanos());
            Duration took = recovery.of(kill.target());
            List<Duration> same = recoveries.computeIfAbsent(kill.target(), target -> new ArrayList<>());
            same.add(took);
            out.printf(
                    "%tT  kill %d of %d  %-10s back after %.2f s (p50 so far %.2f s)%n",
                    LocalTime.now(),
                    ++number,
                    schedule.kills().size(),
                    kill.target().text(),
                    took.toNanos() / 1e9,
                    ChaosSummary.Recoveries.of(same).p50() / 1000);
        }
        return recoveries;
    }
}
