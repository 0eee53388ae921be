package io.earlyview.training.runs;

import io.earlyview.training.domain.PredictedCase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All runs as they stand now, for whoever asks and for whoever watches. */
@ApplicationScoped
public class RunBoard {
    private final RunFiles files;
    private final Clock clock;
    private final Map<String, Run> runs = new HashMap<>();
    private final List<Consumer<Run>> whenEnded = new CopyOnWriteArrayList<>();
    private final Map<String, List<MultiEmitter<? super Run>>> watchers = new HashMap<>();

    public RunBoard(RunFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Lists what an earlier process left. Runs go one at a time, so at most the latest had not ended: it is to go on,
     * unless somebody had cancelled it.
     */
    @PostConstruct
    synchronized void restore() {
        List<Run> found = files.readAll();
        Optional<Run> latest = found.stream().max(Comparator.comparing(Run::startedAt));
        for (Run run : found) {
            if (!run.unfinished()
                    || (run.finished() && !latest.filter(run::equals).isPresent())) {
                runs.put(run.runId(), run);
            } else if (files.cancelled(run.runId())) {
                store(run.ended(RunState.CANCELLED, "Cancelled before the service stopped.", clock.instant()));
            } else if (latest.filter(run::equals).isPresent()) {
                store(run.takenUp(clock.instant()));
            } else {
                store(run.ended(
                        RunState.INTERRUPTED, "The service stopped while this run was going on.", clock.instant()));
            }
        }
    }

    /** The run that an earlier process left and that is to go on. */
    synchronized Optional<Run> leftOver() {
        return runs.values().stream().filter(run -> !run.finished()).findFirst();
    }

    /** All runs, the latest first. */
    public synchronized List<Run> all() {
        return runs.values().stream()
                .sorted(Comparator.comparing(Run::startedAt).reversed())
                .toList();
    }

    /** A run as it stands now. */
    public synchronized Optional<Run> find(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    /** A run as it stands now and each time it changes; ends when the run ends. A slow watcher skips states. */
    public Multi<Run> watch(String runId) {
        return Multi.createFrom().emitter(emitter -> join(runId, emitter), BackPressureStrategy.LATEST);
    }

    private synchronized void join(String runId, MultiEmitter<? super Run> emitter) {
        Run now = runs.get(runId);
        if (now == null) {
            emitter.complete();
            return;
        }
        watchers.computeIfAbsent(runId, _ -> new ArrayList<>()).add(emitter);
        emitter.onTermination(() -> leave(runId, emitter));
        tell(now, emitter);
    }

    private synchronized void leave(String runId, MultiEmitter<? super Run> emitter) {
        watchers.getOrDefault(runId, new ArrayList<>()).remove(emitter);
    }

    /** Changes what is known of a run and keeps it on disk. */
    void store(Run run) {
        synchronized (this) {
            files.write(run);
        }
        if (run.finished()) {
            // Before whoever watches is told: what comes of an ended run is then there to be asked for.
            whenEnded.forEach(told -> told.accept(run));
        }
        show(run);
    }

    /** Calls this with each run that ends from now on, on the thread that ends it. */
    public void whenEnded(Consumer<Run> told) {
        whenEnded.add(told);
    }

    /** Keeps what the exported graph said of the held-out examples. */
    void keepHeldOut(String runId, List<PredictedCase> cases) {
        files.writeCases(runId, RunFiles.HELD_OUT, cases);
    }

    /** Keeps what each fold's graph said of the examples that it was not fitted to. */
    void keepOutOfFold(String runId, List<PredictedCase> cases) {
        files.writeCases(runId, RunFiles.OUT_OF_FOLD, cases);
    }

    /** Changes what is known of a run until the next {@link #store}: progress is not worth a write. */
    synchronized void show(Run run) {
        runs.put(run.runId(), run);
        List.copyOf(watchers.getOrDefault(run.runId(), List.of())).forEach(watcher -> tell(run, watcher));
    }

    private static void tell(Run run, MultiEmitter<? super Run> watcher) {
        watcher.emit(run);
        if (run.finished()) {
            watcher.complete();
        }
    }
}
