package io.earlyview.training.runs;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.LockedTestSet;
import java.util.List;

/**
 * The locked test set as a run found it.
 *
 * @param share of patients whose digest locks them
 * @param examples in the run's data set
 * @param patients of whom these are
 * @param reads how often the set was looked at so far, by every run
 * @param missingClasses of which no locked patient has an example
 * @param sentence all of it in words
 */
public record LockedSetEntry(
        double share,
        int examples,
        int patients,
        int reads,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> missingClasses,
        String sentence) {
    public LockedSetEntry {
        missingClasses = List.copyOf(missingClasses);
    }

    static LockedSetEntry of(LockedTestSet set, ExamDescriptor exam, List<LabelledExample> dataSet, int reads) {
        List<LabelledExample> locked = dataSet.stream().filter(set::holds).toList();
        List<String> missing = set.missing(exam.target(), dataSet);
        int patients =
                (int) locked.stream().map(LabelledExample::splitKey).distinct().count();
        double asked = exam.training().split().heldOutShare();
        StringBuilder sentence = new StringBuilder(
                locked.size() + " examples of " + patients + " patients are locked for tests, for ever.");
        if (!missing.isEmpty()) {
            sentence.append(" None is of ")
                    .append(String.join(", ", missing))
                    .append(", so nothing will be known of that.");
        }
        if (set.share() != asked) {
            sentence.append(" The share is ")
                    .append(set.share())
                    .append(" as when the exam was first trained, not ")
                    .append(asked)
                    .append(" as its descriptor says now.");
        }
        return new LockedSetEntry(set.share(), locked.size(), patients, reads, missing, sentence.toString());
    }

    LockedSetEntry read(int times) {
        return new LockedSetEntry(share, examples, patients, times, missingClasses, sentence);
    }
}
