package io.earlyview.training.runs;

import io.earlyview.training.domain.NamedFinding;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of runs. */
@ApplicationScoped
public class RunMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger going;

    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.going = registry.gauge("earlyview.training.runs.going", new AtomicInteger());
    }

    void began() {
        going.incrementAndGet();
    }

    void ended(RunState outcome) {
        going.decrementAndGet();
        registry.counter("earlyview.training.runs", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void named(NamedFinding finding) {
        String grade = finding.grade().name().toLowerCase(Locale.ROOT);
        registry.counter("earlyview.training.findings", "rule", finding.rule(), "grade", grade)
                .increment();
    }
}
