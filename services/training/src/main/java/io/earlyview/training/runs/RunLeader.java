package io.earlyview.training.runs;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.runs.PlanRequest.Planned;
import io.earlyview.training.runs.PlanRequest.Unusable;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.ShutdownEvent;
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
    private final RunMetrics metrics;
    private final ExamCatalogue exams;
    private final TrainingConfig config;
    private final OpenTelemetry telemetry;
    private final Clock clock;
    private Optional<Going> going = Optional.empty();
    private boolean stopping;

    public RunLeader(
            RunSteps steps,
            RunBoard board,
            RunMetrics metrics,
            ExamCatalogue exams,
            TrainingConfig config,
            OpenTelemetry telemetry,
            Clock clock) {
        this.steps = steps;
        this.board = board;
        this.metrics = metrics;
        this.exams = exams;
        this.config = config;
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

    synchronized Start start(RunRequest request) {
        return switch (PlanRequest.of(request, exams)) {
            case Unusable(var sentence) -> new Start.Refused(sentence);
            case Planned planned -> start(planned);
        };
    }

    private Start start(Planned planned) {
        if (stopping) {
            return new Start.Busy("The service is stopping; no run is begun.");
        }
        if (going.isPresent()) {
            return new Start.Busy("Run " + going.get().runId() + " is going on, and runs go one at a time.");
        }
        String runId = SECOND.format(clock.instant()) + "-"
                + UUID.randomUUID().toString().substring(0, 6);
        Run run = Run.accepted(runId, PlanEntry.of(planned.plan()), clock.instant());
        board.store(run);
        Context trace = Context.current();
        Cancellation cancellation = new Cancellation();
        Thread thread = Thread.ofPlatform()
                .name("run-" + runId)
                .unstarted(() -> conduct(run, planned.exam(), cancellation, trace));
        going = Optional.of(new Going(runId, thread, cancellation));
        metrics.began();
        thread.start();
        return new Start.Accepted(run);
    }

    /** Asks a run to stop at its next step; whether it is going on at all. */
    synchronized boolean cancel(String runId) {
        Optional<Going> found = going.filter(each -> each.runId().equals(runId));
        found.ifPresent(each -> each.cancellation().request());
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
        Run ended = run.state() == RunState.CANCELLED && stopping
                ? run.ended(RunState.INTERRUPTED, "The service stopped while this run was going on.", clock.instant())
                : run;
        going = Optional.empty();
        metrics.ended(ended.state());
        board.store(ended);
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
