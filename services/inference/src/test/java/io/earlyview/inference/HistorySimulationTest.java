package io.earlyview.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.domain.ScoreStage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Histories of assembly and publication, drawn from a seed: frames twice, in disorder, late and missing; crashes between any
 * two steps; partitions that move, also away from processes that hang; promotions from one kind of release to another, and
 * releases that are lost. What must hold is looked at after every commit and at the end.
 */
class HistorySimulationTest {
    private static final int HISTORIES = 10_000;
    private static final ExamCatalogue EXAMS =
            ExamCatalogue.bundledAnd(Optional.of(Path.of("src", "test", "resources", "exams-of-a-site")));

    @Test
    void tenThousandHistoriesLoseNothingAndDoubleNothing() {
        long first = Long.getLong("earlyview.simulation.seed", 20_261_129_000_000L);
        List<Throwable> failures = LongStream.range(
                        first, first + Integer.getInteger("earlyview.simulation.histories", HISTORIES))
                .parallel()
                .mapToObj(HistorySimulationTest::failureOf)
                .filter(Objects::nonNull)
                .toList();
        assertTrue(
                failures.isEmpty(),
                () -> failures.size() + " of " + HISTORIES + " histories fail; the first: " + failures.getFirst());
    }

    private static Throwable failureOf(long seed) {
        try {
            new History(seed).run();
            return null;
        } catch (RuntimeException | AssertionError e) {
            return new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** One history. */
    private static final class History {
        private final Random random;
        private final SimulatedBroker broker = new SimulatedBroker();
        private final Invariants invariants;
        private final List<SimulatedSender> senders;
        private final List<SimulatedProcess> processes = new ArrayList<>();
        private final List<SimulatedProcess> crashed = new ArrayList<>();
        private final Set<String> lostReleases = new HashSet<>();
        private final Set<SimulatedProcess> hung = new HashSet<>();
        private Instant now = Instant.parse("2026-03-04T05:06:07Z");
        private String champion = "";
        private int releases;

        History(long seed) {
            this.random = new Random(seed);
            boolean championFirst = random.nextInt(5) > 0;
            this.invariants = new Invariants(broker, championFirst, lostReleases);
            this.senders = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(number -> new SimulatedSender(seed + "/" + number, random))
                    .toList();
            if (championFirst) {
                promote();
            }
            processes.add(started());
            give(0, processes.getFirst());
            give(1, processes.getFirst());
        }

        private SimulatedProcess started() {
            SimulatedProcess process = new SimulatedProcess(broker, EXAMS, () -> now, invariants::check);
            if (!champion.isEmpty()) {
                process.champion(champion);
            }
            return process;
        }

        private void promote() {
            champion = (random.nextBoolean() ? "set-" : "stack-") + releases++;
            processes.forEach(process -> process.champion(champion));
        }

        private void give(int partition, SimulatedProcess to) {
            broker.own(partition, to);
            to.revoked(List.of(partition)); // one that hung hears only now that it had lost it
            to.assigned(List.of(partition), lostReleases);
        }

        void run() {
            int quiet = 0;
            while (quiet < 3) {
                now = now.plusMillis(random.nextInt(400));
                boolean all = senders.stream().allMatch(SimulatedSender::done);
                quiet = all ? quiet + 1 : 0;
                if (!all) {
                    senders.get(random.nextInt(senders.size())).write(broker, now, random);
                }
                happen();
                List.copyOf(processes).forEach(this::turn);
                replaceCrashed();
            }
            settle();
        }

        private void happen() {
            switch (random.nextInt(30)) {
                case 0 -> promote();
                case 1 -> move();
                case 2, 3 -> processes.get(random.nextInt(processes.size())).crashAfter(random.nextInt(40));
                case 4 -> now = now.plusSeconds(random.nextInt(15));
                case 5 -> {
                    if (random.nextInt(20) == 0 && releases > 1) {
                        lostReleases.add((random.nextBoolean() ? "set-" : "stack-") + random.nextInt(releases - 1));
                    }
                }
                default -> {}
            }
        }

        /** A partition goes to another process, which may be new; the one before may not hear of it for a while. */
        private void move() {
            int partition = random.nextInt(SimulatedBroker.PARTITIONS);
            SimulatedProcess before = (SimulatedProcess) broker.owner(partition);
            if (processes.size() < 3) {
                processes.add(started());
            }
            SimulatedProcess next = processes.get(random.nextInt(processes.size()));
            if (next == before) {
                return;
            }
            boolean hangs = random.nextInt(3) == 0;
            if (hangs) {
                hung.add(before);
            } else if (before != null) {
                before.revoked(List.of(partition));
            }
            give(partition, next);
        }

        private void turn(SimulatedProcess process) {
            try {
                if (!process.turn(random, 1 + random.nextInt(6))) {
                    assertTrue(hung.contains(process), "a commit is refused though nothing was taken away");
                    process.startAnew();
                    again(process);
                }
            } catch (SimulatedProcess.Crash e) {
                crashed.add(process);
            }
        }

        private void again(SimulatedProcess process) {
            for (int partition = 0; partition < SimulatedBroker.PARTITIONS; partition++) {
                if (broker.owner(partition) == process) {
                    process.assigned(List.of(partition), lostReleases);
                }
            }
        }

        /** Whatever crashed is replaced by a new process in its place. */
        private void replaceCrashed() {
            for (SimulatedProcess gone : crashed) {
                processes.remove(gone);
                SimulatedProcess next = started();
                processes.add(next);
                for (int partition = 0; partition < SimulatedBroker.PARTITIONS; partition++) {
                    if (broker.owner(partition) == gone) {
                        give(partition, next);
                    }
                }
            }
            crashed.clear();
        }

        /** Nothing goes wrong any more: all is taken, then every deadline passes. */
        private void settle() {
            if (champion.isEmpty()) {
                promote();
            }
            processes.forEach(process -> process.crashAfter(Integer.MAX_VALUE));
            // Silence counts anew where state is restored, as by a process that hung and hears only now that it lost
            // it.
            for (Duration step : List.of(
                    Duration.ofMillis(1), Duration.ofSeconds(11), Duration.ofMinutes(11), Duration.ofMinutes(11))) {
                for (int i = 0; i < 60; i++) {
                    now = now.plusMillis(20);
                    List.copyOf(processes).forEach(this::turn);
                    replaceCrashed();
                }
                now = now.plus(step);
            }
            for (int i = 0; i < 60; i++) {
                now = now.plusSeconds(1);
                List.copyOf(processes).forEach(this::turn);
            }
            senders.forEach(this::assertEnded);
            assertEquals(0, processes.stream().mapToInt(SimulatedProcess::open).sum(), "still open");
            processes.forEach(
                    process -> assertEquals(1, process.networksLoaded(), "networks loaded beside the champion"));
            assertTrue(
                    broker.stateKeys().stream().noneMatch(key -> key.contains("/")),
                    () -> "frames of ended acquisitions are kept: " + broker.stateKeys());
        }

        private void assertEnded(SimulatedSender sender) {
            List<ScoreRevision> scored = invariants.of(sender.id());
            boolean spokenOf = sender.starts() || !scored.isEmpty();
            if (spokenOf) {
                assertTrue(!scored.isEmpty(), "nothing was said of an acquisition that began");
                assertTrue(
                        scored.getLast().due().last()
                                && Set.of(ScoreStage.FINAL, ScoreStage.CANNOT_SCORE)
                                        .contains(scored.getLast().stage()),
                        () -> "no end: " + Invariants.told(scored.getLast()));
            }
        }
    }
}
