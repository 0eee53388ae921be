package io.earlyview.results.recording;

import io.earlyview.results.domain.ThresholdChange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One row of the append-only history of thresholds; its order and its time are the database's. */
@Entity
@Immutable
@Table(name = "operating_point")
class OperatingPointRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "change_order")
    private Long changeOrder;

    @Column(name = "exam", nullable = false)
    private String exam;

    @Column(name = "threshold", nullable = false)
    private double threshold;

    @Column(name = "previous_threshold", nullable = false)
    private double previousThreshold;

    @Column(name = "changed_at", nullable = false, insertable = false)
    private Instant changedAt;

    /** For Hibernate. */
    protected OperatingPointRow() {}

    OperatingPointRow(String exam, double threshold, double previousThreshold) {
        this.exam = exam;
        this.threshold = threshold;
        this.previousThreshold = previousThreshold;
    }

    ThresholdChange change() {
        return new ThresholdChange(exam, threshold, previousThreshold, changedAt);
    }
}
