package io.earlyview.training.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.earlyview.exams.Training.Bound;
import io.earlyview.exams.Training.Criterion;
import io.earlyview.exams.Training.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptanceCriteriaTest {
    private static final Criterion LOW = new Criterion(Metric.MACRO_F1, Bound.LOW, 0.333);
    private static final Criterion VALUE = new Criterion(Metric.RAREST_RECALL, Bound.VALUE, 0);
    private static final AcceptanceCriteria BOTH = new AcceptanceCriteria("ctc", List.of(VALUE, LOW));

    /** Reference: printf 'exam ctc\nmacro_f1 low above 0.333\nrarest_recall value above 0.0\n' | sha256sum. */
    @Test
    void theHashIsOfTheLinesThatAnybodyCanWrite() {
        assertEquals(List.of("macro_f1 low above 0.333", "rarest_recall value above 0.0"), BOTH.lines());
        assertEquals("fab5d3bac22ed042e5a023833829023c513bc1732d2acab5318cc74df3a75ace", BOTH.sha256());
    }

    @Test
    void theOrderMeansNothingAndEveryNumberAndNameDoes() {
        assertEquals(BOTH.sha256(), new AcceptanceCriteria("ctc", List.of(LOW, VALUE)).sha256());
        List<AcceptanceCriteria> others = List.of(
                new AcceptanceCriteria("datscan", List.of(LOW, VALUE)),
                new AcceptanceCriteria("ctc", List.of(LOW)),
                new AcceptanceCriteria("ctc", List.of(VALUE, new Criterion(Metric.MACRO_F1, Bound.LOW, 0.332))),
                new AcceptanceCriteria("ctc", List.of(VALUE, new Criterion(Metric.MACRO_F1, Bound.VALUE, 0.333))),
                new AcceptanceCriteria("ctc", List.of(VALUE, new Criterion(Metric.ACCURACY, Bound.LOW, 0.333))));
        others.forEach(other -> assertNotEquals(BOTH.sha256(), other.sha256(), other.toString()));
    }
}
