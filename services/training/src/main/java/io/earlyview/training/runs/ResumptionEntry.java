package io.earlyview.training.runs;

/**
 * How a run was taken up after the service had stopped under it.
 *
 * @param times how often that happened
 * @param fromEpoch whole epochs that it did not have to do again the last time
 * @param killsWithoutEpoch kills of the service since an epoch last ended
 * @param sentence where it was taken up the last time, and why there
 */
public record ResumptionEntry(int times, int fromEpoch, int killsWithoutEpoch, String sentence) {

    /** After as many kills without an epoch between them a run is given up: it may be what kills the service. */
    static final int KILLS_MOST = 3;

    static final ResumptionEntry NONE = new ResumptionEntry(0, 0, 0, "");

    ResumptionEntry again(boolean killed) {
        return new ResumptionEntry(
                times + 1, 0, killsWithoutEpoch + (killed ? 1 : 0), "The data set is being read again.");
    }

    ResumptionEntry from(int epoch, String why) {
        return new ResumptionEntry(times, epoch, killsWithoutEpoch, why);
    }

    ResumptionEntry epochEnded() {
        return new ResumptionEntry(times, fromEpoch, 0, sentence);
    }

    boolean hopeless() {
        return killsWithoutEpoch >= KILLS_MOST;
    }
}
