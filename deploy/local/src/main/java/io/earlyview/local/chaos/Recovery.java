package io.earlyview.local.chaos;

import io.earlyview.local.system.LocalSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Kills one part, starts it again at once, and waits until it does its work again. */
final class Recovery {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);

    private final LocalSystem system;
    private final ScoreFeed scores;
    private final RowFeed rows;

    Recovery(LocalSystem system, ScoreFeed scores) {
        this.system = system;
        this.scores = scores;
        this.rows = new RowFeed(system.databaseUrl());
    }

    /**
     * How long it took from the command to start it to the first sign of its work.
     *
     * @throws IllegalStateException if it gave none within a minute
     */
    Duration of(Target target) throws InterruptedException {
        system.kill(target.process());
        Instant restarted = Instant.now();
        scores.lookFrom(restarted);
        system.restart(target.process());
        Instant ready = Instant.now();
        Instant limit = restarted.plus(LIMIT);
        Optional<Instant> sign = sign(target, restarted, ready);
        while (sign.isEmpty()) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("%s did not do its work again within %d s of its restart"
                        .formatted(target.text(), LIMIT.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
            sign = sign(target, restarted, ready);
        }
        return Duration.between(restarted, sign.get());
    }

    /**
     * The first sign of work after the restart. Of inference and the broker: a committed score, in a subscriber's hands, of a
     * frame acquired since. Of ingestion: such a frame accepted. Of results and the database: its row. Of
     * training, which does not score: ready.
     */
    private Optional<Instant> sign(Target target, Instant restarted, Instant ready) {
        return switch (target) {
            case INFERENCE, BROKER -> scores.acquiredSince().map(ScoreFeed.Sign::seenAt);
            case INGESTION -> scores.ingestedSince().map(ScoreFeed.Sign::ingestedAt);
            case RESULTS, DATABASE -> rows.persistedSince(restarted);
            case TRAINING -> Optional.of(ready);
        };
    }
}
