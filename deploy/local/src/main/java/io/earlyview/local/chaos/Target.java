package io.earlyview.local.chaos;

import io.earlyview.local.system.LocalSystem;
import java.util.Locale;

/** What is killed. Inference most often: it has the most state to lose. */
enum Target {
    INFERENCE("inference", 8),
    INGESTION("ingestion", 3),
    RESULTS("results", 3),
    TRAINING("training", 2),
    BROKER(LocalSystem.BROKER, 2),
    DATABASE(LocalSystem.DATABASE, 2);

    private final String process;
    private final int weight;

    Target(String process, int weight) {
        this.process = process;
        this.weight = weight;
    }

    /** The name under which the local system runs it. */
    String process() {
        return process;
    }

    /** Its share of kills, over the sum of all weights. */
    int weight() {
        return weight;
    }

    /** As it is printed. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
