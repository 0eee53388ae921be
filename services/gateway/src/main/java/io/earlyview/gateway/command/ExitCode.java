package io.earlyview.gateway.command;

/** What the commands' exit codes mean. */
final class ExitCode {
    static final int DONE = 0;
    /** Some of it was refused; the rest was taken. */
    static final int SOME_REFUSED = 1;
    /** The input or the command line is wrong; nothing was sent. */
    static final int BAD_INPUT = 2;
    /** A service could not be reached, or was lost on the way. */
    static final int UNREACHABLE = 3;
    /** Everything was taken, but there is no score. */
    static final int NO_SCORE = 4;
    /** A mistake in this program. */
    static final int BROKEN = 70;

    private ExitCode() {}
}
