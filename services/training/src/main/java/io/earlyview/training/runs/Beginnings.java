package io.earlyview.training.runs;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.CatchingUp;
import io.earlyview.training.curation.DataSet;
import io.earlyview.training.curation.DataSetReader;
import io.earlyview.training.fitting.Fitting;
import io.earlyview.training.runs.CheckpointFiles.Found;
import io.earlyview.training.runs.CheckpointHeader.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads a run's data set and finds out where it may begin: a new run at the beginning; one that was interrupted at its
 * last checkpoint, if its data are still there and nobody has been erased from them.
 */
@ApplicationScoped
public class Beginnings {
    private final CatchingUp curation;
    private final DataSetReader dataSets;
    private final CheckpointFiles checkpoints;
    private final TrainingConfig config;

    public Beginnings(CatchingUp curation, DataSetReader dataSets, CheckpointFiles checkpoints, TrainingConfig config) {
        this.curation = curation;
        this.dataSets = dataSets;
        this.checkpoints = checkpoints;
        this.config = config;
    }

    /** Where the run begins. One that was interrupted waits for the broker, which may be started after this service. */
    Beginning of(Run run, ExamDescriptor exam, BooleanSupplier cancelled) {
        if (run.resumption() == null) {
            return new Beginning(current(exam, cancelled), Optional.empty(), "");
        }
        curation.awaitBroker(cancelled);
        return again(run, exam, cancelled);
    }

    /** What a run on this data set leaves its checkpoints under. */
    Owner owner(Run run, DataSet dataSet) {
        return new Owner(run.runId(), dataSet.sha256(), config.codeVersion(), Fitting.threads());
    }

    private Beginning again(Run run, ExamDescriptor exam, BooleanSupplier cancelled) {
        DataSetEntry then = run.dataSet();
        if (then == null) {
            return anew("its data set had not been read", exam, cancelled);
        }
        DataSetReader.Again again = dataSets.readAgain(exam, then.toOffsets());
        if (again.erasedSince() > 0) {
            checkpoints.forget(run.runId());
            return anew(again.erasedSince() + " of its examples have been erased since", exam, cancelled);
        }
        if (!again.dataSet().sha256().equals(then.sha256())) {
            checkpoints.forget(run.runId());
            return anew("the topics no longer hold the data set it began with", exam, cancelled);
        }
        Owner owner = owner(run, again.dataSet());
        return switch (checkpoints.find(owner)) {
            case Found.Unusable(var why) ->
                new Beginning(
                        again.dataSet(), Optional.empty(), "Begun again from epoch 0 on the same data: " + why + ".");
            case Found.Usable(var checkpoint, int threads) ->
                new Beginning(
                        again.dataSet(),
                        Optional.of(checkpoint),
                        "Resumed from epoch " + checkpoint.epochsDone() + "."
                                + (threads == owner.threads()
                                        ? ""
                                        : " It was fitted by " + threads + " threads before and is by "
                                                + owner.threads()
                                                + " now, so its bytes are not those of an uninterrupted run."));
        };
    }

    private Beginning anew(String why, ExamDescriptor exam, BooleanSupplier cancelled) {
        return new Beginning(
                current(exam, cancelled),
                Optional.empty(),
                "Begun again from epoch 0 on the current data: " + why + ".");
    }

    private DataSet current(ExamDescriptor exam, BooleanSupplier cancelled) {
        curation.await(cancelled);
        return dataSets.read(exam);
    }
}
