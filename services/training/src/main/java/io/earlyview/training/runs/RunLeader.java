package io.earlyview.training.runs;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.release.PromotionConfig;
import io.earlyview.training.runs.PlanRequest.Planned;
import io.earlyview.training.runs.PlanRequest.Unusable;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Starts runs, one at a time, each on a thread of its own, and stops them. */
@ApplicationScoped
public class RunLeader {
    private static final Logger LOG = Logger.getLogger(RunLeader.class);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final RunSteps steps;
    private final RunBoard board;
    private final RunFiles files;
    private final CheckpointFiles checkpoints;
    private final RunMetrics metrics;
    private final ExamCatalogue exams;
    private final TrainingConfig config;
    private final PromotionConfig promotion;
    private final OpenTelemetry telemetry;
    private final Clock clock;
    private Optional<Going> going = Optional.empty();
    private boolean stopping;

    public RunLeader(
            RunSteps steps,
            RunBoard board,
            RunFiles files,
            CheckpointFiles checkpoints,
            RunMetrics metrics,
            ExamCatalogue exams,
            TrainingConfig config,
            PromotionConfig promotion,
            OpenTelemetry telemetry,
            Clock clock) {
        this.steps = steps;
        this.board = board;
        this.files = files;
        this.checkpoints = checkpoints;
        this.metrics = metrics;
        this.exams = exams;
        this.config = config;
        this.promotion = promotion;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** The answer to a request for a run. */
    sealed interface Start {
        /** It has begun. */
        record Accepted(Run run) implements Start {}

        /** Another run is going on. */
        record Busy(String sentence) implements Start {}

        /** It cannot begin, and asking again will not help. */
        record Refused(String sentence) implements Start {}
    }

    /** Takes up the run that an earlier process left. */
    synchronized void takeUp(@Observes StartupEvent event) {
        board.leftOver().ifPresent(run -> {
            Optional<ExamDescriptor> exam = exams.find(run.exam());
            if (exam.isPresent()) {
                LOG.infof("A run is taken up again; run=%s exam=%s", run.runId(), run.exam());
                lead(run, exam.get());
            } else {
                board.store(run.ended(
                        RunState.FAILED,
                        "There is no exam '" + run.exam() + "' any more; there are " + exams.names() + ".",
                        clock.instant()));
            }
        });
    }

    /** Begins a run if none goes on. */
    synchronized Start start(RunRequest request, StartedBy startedBy) {
        return switch (PlanRequest.of(request, exams)) {
            case Unusable(var sentence) -> new Start.Refused(sentence);
            case Planned planned -> start(planned, startedBy);
        };
    }

    private Start start(Planned planned, StartedBy startedBy) {
        if (stopping) {
            return new Start.Busy("The service is stopping; no run is begun.");
        }
        if (going.isPresent()) {
            return new Start.Busy("Run " + going.get().runId() + " is going on, and runs go one at a time.");
        }
        String runId = SECOND.format(clock.instant()) + "-"
                + UUID.randomUUID().toString().substring(0, 6);
        Run run = Run.accepted(
                runId,
                PlanEntry.of(planned.plan(), planned.promote().orElse(promotion.automatic())),
                startedBy,
                clock.instant());
        board.store(run);
        lead(run, planned.exam());
        return new Start.Accepted(run);
    }

    private void lead(Run run, ExamDescriptor exam) {
        Context trace = Context.current();
        Cancellation cancellation = new Cancellation();
        Thread thread =
                Thread.ofPlatform().name("run-" + run.runId()).unstarted(() -> conduct(run, exam, cancellation, trace));
        going = Optional.of(new Going(run.runId(), thread, cancellation));
        metrics.began();
        thread.start();
    }

    /** Asks a run to stop at its next step; whether it is going on at all. */
    synchronized boolean cancel(String runId) {
        Optional<Going> found = going.filter(each -> each.runId().equals(runId));
        found.ifPresent(each -> {
            files.noteCancelled(runId);
            each.cancellation().request();
        });
        return found.isPresent();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Optional<Going> last;
        synchronized (this) {
            stopping = true;
            last = going;
        }
        if (last.isPresent()) {
            last.get().cancellation().request();
            if (!last.get().thread().join(config.stopLimit())) {
                LOG.warnf(
                        "A run did not stop in time and will be listed as interrupted; run=%s",
                        last.get().runId());
            }
        }
    }

    private void conduct(Run run, ExamDescriptor exam, Cancellation cancellation, Context trace) {
        Span span = telemetry
                .getTracer("io.earlyview.training")
                .spanBuilder("training run")
                .setParent(trace)
                .startSpan();
        Run ended;
        try (Scope _ = span.makeCurrent()) {
            ended = steps.conduct(run, exam, cancellation::requested);
        } catch (RuntimeException | Error e) { // thread boundary: also memory and native libraries may fail a run
            LOG.errorf(e, "A run failed; run=%s", run.runId());
            Run last = board.find(run.runId()).orElse(run);
            ended = last.ended(RunState.FAILED, "The run broke off: " + e.getMessage(), clock.instant());
        } finally {
            span.end();
        }
        finish(ended);
    }

    private synchronized void finish(Run run) {
        // What fails while the service stops fails because of it; if not, it will fail again.
        boolean interrupted = stopping
                && (run.state() == RunState.CANCELLED || run.state() == RunState.FAILED)
                && !files.cancelled(run.runId());
        Run ended = interrupted
                ? run.ended(
                        RunState.INTERRUPTED,
                        "The service stopped while this run was going on; the run goes on when it is started again.",
                        clock.instant())
                : run;
        going = Optional.empty();
        metrics.ended(ended.state());
        board.store(ended);
        if (!interrupted) {
            checkpoints.forget(ended.runId());
        }
        LOG.infof("A run ended; run=%s exam=%s outcome=%s", ended.runId(), ended.exam(), ended.state());
    }

    /** The run that is going on. */
    private record Going(String runId, Thread thread, Cancellation cancellation) {}

    /** Whether somebody wants a run to stop. */
    private static final class Cancellation {
        private volatile boolean requested;

        void request() {
            requested = true;
        }

        boolean requested() {
            return requested;
        }
    }
}
