package io.earlyview.training.checks.finding;

/** How grave a finding is, the least first. */
public enum Grade {
    /** Worth knowing; nothing need change. */
    NOTE,
    /** Likely to spoil the run; it goes on. */
    WARNING,
    /** What follows cannot be used; the run stops, and nothing is released. */
    ERROR
}
