package io.earlyview.local.processes;

/** A part of the system that runs as one or several processes. */
public interface Running extends AutoCloseable {
    /** The name it was started under. */
    String name();

    /** Whether it runs. */
    boolean alive();

    /** How it ended, and where its log is; only after it ended. */
    String end();

    /** Ends it at once, as a crash would. */
    void kill();

    /** Asks it to end, and waits. */
    @Override
    void close();
}
