package io.earlyview.local.chaos;

import io.earlyview.local.system.LocalSystem;

/** What is killed. Inference most often: it has the most state to lose. */
enum Target {
    INFERENCE("inference", "inference", 8),
    /** Inference again, replaced under another name, as on another host: the group knows nobody of that name. */
    LOST_HOST("lostHost", "inference", 2),
    INGESTION("ingestion", "ingestion", 3),
    RESULTS("results", "results", 3),
    TRAINING("training", "training", 2),
    BROKER("broker", LocalSystem.BROKER, 2),
    DATABASE("database", LocalSystem.DATABASE, 2);

    private final String text;
    private final String process;
    private final int weight;

    Target(String text, String process, int weight) {
        this.text = text;
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
        return text;
    }
}
