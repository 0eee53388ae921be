package io.earlyview.training.runs;

import com.cronutils.model.Cron;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.LabelCensus;
import io.earlyview.training.curation.LabelTally;
import io.earlyview.training.runs.RunLeader.Start;
import io.earlyview.v1.DatasetOffset;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Begins runs that nobody asks for: when enough labels have come, or when it is time. What is due while another run goes on
 * begins after it. Labels count from the data set of the exam's last run, whatever became of that run, so that a run which
 * found too little or learned nothing is not repeated on the same data.
 */
@ApplicationScoped
public class Retraining {
    private static final Logger LOG = Logger.getLogger(Retraining.class);

    private static final Set<RunState> CAME_TO_NOTHING =
            EnumSet.of(RunState.REFUSED, RunState.NOT_LEARNED, RunState.FAILED);

    private final RunLeader leader;
    private final RunBoard board;
    private final LabelCensus census;
    private final ExamCatalogue exams;
    private final Clock clock;
    private final Map<String, Watched> watched = new TreeMap<>();

    public Retraining(
            RetrainingConfig config,
            RunLeader leader,
            RunBoard board,
            LabelCensus census,
            ExamCatalogue exams,
            Clock clock) {
        this.leader = leader;
        this.board = board;
        this.census = census;
        this.exams = exams;
        this.clock = clock;
        exams.names().forEach(exam -> watched.put(exam, new Watched(RetrainingPlan.OFF, clock.instant())));
        config.exams().forEach((exam, settings) -> {
            if (!watched.containsKey(exam)) {
                throw new IllegalArgumentException(
                        "earlyview.training.retraining names exam '" + exam + "', which is none of " + exams.names());
            }
            try {
                watched.put(exam, new Watched(RetrainingPlan.of(settings), clock.instant()));
            } catch (IllegalArgumentException e) { // also of a crontab's line that cannot be read
                throw new IllegalArgumentException(
                        "earlyview.training.retraining." + exam + " cannot be followed: " + e.getMessage(), e);
            }
        });
    }

    /** An exam and what is remembered of it. */
    private static final class Watched {
        private final RetrainingPlan plan;
        /** Times of the crontab up to here have been dealt with. */
        private Instant followedUpTo;
        /** How far the topics had been read when a run was last begun from here: it may fail before it has a data set. */
        private List<DatasetOffset> begunAt = List.of();

        private Optional<LabelTally> tally = Optional.empty();
        private String sentence;

        Watched(RetrainingPlan plan, Instant now) {
            this.plan = plan;
            this.followedUpTo = now;
            this.sentence = plan.on() ? "Labels have not been counted yet." : "Off.";
        }
    }

    /** Looks whether anything is due, and begins it if no run goes on. */
    @Scheduled(
            every = "${earlyview.training.retraining-check-interval:PT30S}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (watched.values().stream().noneMatch(each -> each.plan.on())) {
            return;
        }
        lookAt(census.catchUp()); // the first time it takes long, and others ask how things stand meanwhile
    }

    private synchronized void lookAt(boolean counted) {
        watched.forEach((exam, each) -> {
            if (each.plan.on() && counted) {
                look(exams.find(exam).orElseThrow(), each);
            } else if (each.plan.on()) {
                each.sentence = "Labels cannot be counted: the broker does not answer.";
            }
        });
    }

    /** Makes this object when the service starts, so that settings which mean nothing end it at once. */
    void start(@Observes StartupEvent event) {
        watched.forEach((exam, each) -> {
            if (each.plan.on()) {
                LOG.infof("Trained without anybody asking; exam=%s", exam);
            }
        });
    }

    private void look(ExamDescriptor exam, Watched each) {
        Instant now = clock.instant();
        Optional<Run> last = last(exam.exam());
        LabelTally tally = census.since(exam, since(exam.exam(), each));
        each.tally = Optional.of(tally);
        Optional<StartedBy> due = due(each, tally, last, now);
        if (due.isEmpty()) {
            return;
        }
        RunRequest request = new RunRequest(exam.exam(), null, null, null, null, null, null, null, null, null);
        switch (leader.start(request, due.get())) {
            case Start.Accepted(var run) -> {
                each.followedUpTo = now;
                each.begunAt = census.offsets();
                each.sentence = "Began run " + run.runId() + ": " + why(due.get(), tally);
                LOG.infof("A run began by itself; run=%s exam=%s by=%s", run.runId(), exam.exam(), due.get());
            }
            case Start.Busy(var why) -> each.sentence = "Due, and waits: " + why;
            case Start.Refused(var why) -> {
                each.followedUpTo = now;
                each.sentence = "Cannot begin: " + why;
            }
        }
    }

    private static Optional<StartedBy> due(Watched each, LabelTally tally, Optional<Run> last, Instant now) {
        int wanted = each.plan.newLabels().orElse(Integer.MAX_VALUE);
        if (tally.fresh() >= wanted) {
            return Optional.of(StartedBy.COUNT);
        }
        boolean time = nextDue(each, last).filter(at -> !at.isAfter(now)).isPresent();
        boolean failed =
                last.filter(run -> CAME_TO_NOTHING.contains(run.state())).isPresent();
        if (time && tally.changed() && !(failed && each.plan.newLabels().isPresent())) {
            return Optional.of(StartedBy.SCHEDULE);
        }
        if (time) {
            each.followedUpTo = now;
        }
        each.sentence = tally.fresh() + " labelled examples since the last run"
                + (each.plan.newLabels().isPresent() ? " of " + wanted + " wanted" : "")
                + (time && !tally.changed() ? "; it was time, and there is nothing new to train on" : "")
                + (time && tally.changed() ? "; it was time, and the last run came to nothing on most of these" : "")
                + ".";
        return Optional.empty();
    }

    private static String why(StartedBy by, LabelTally tally) {
        return switch (by) {
            case COUNT -> tally.fresh() + " labelled examples had come since the last run.";
            case SCHEDULE ->
                "it was time, " + tally.fresh() + " labelled examples had come and " + tally.erased()
                        + " been erased since the last run.";
            case PERSON -> "somebody asked for it.";
        };
    }

    private static Optional<Instant> nextDue(Watched each, Optional<Run> last) {
        return each.plan.nextDue(each.followedUpTo, last.map(Run::startedAt).orElse(each.followedUpTo));
    }

    private List<DatasetOffset> since(String exam, Watched each) {
        List<DatasetOffset> offsets = new ArrayList<>(each.begunAt);
        board.all().stream()
                .filter(run -> run.exam().equals(exam))
                .flatMap(run -> Optional.ofNullable(run.dataSet()).stream())
                .findFirst()
                .ifPresent(dataSet -> offsets.addAll(dataSet.toOffsets()));
        return offsets;
    }

    private Optional<Run> last(String exam) {
        return board.all().stream().filter(run -> run.exam().equals(exam)).findFirst();
    }

    /** How each exam stands. */
    synchronized List<RetrainingEntry> all() {
        List<RetrainingEntry> all = new ArrayList<>();
        watched.forEach((exam, each) -> {
            Optional<Run> last = last(exam);
            all.add(new RetrainingEntry(
                    exam,
                    each.plan.on(),
                    each.plan.newLabels().isPresent() ? each.plan.newLabels().getAsInt() : null,
                    each.plan.cron().map(Cron::asString).orElse(null),
                    each.plan.every().orElse(null),
                    each.tally.map(LabelTally::fresh).orElse(null),
                    nextDue(each, last).orElse(null),
                    each.sentence,
                    last.map(RetrainingEntry.LastRun::of).orElse(null)));
        });
        return all;
    }
}
