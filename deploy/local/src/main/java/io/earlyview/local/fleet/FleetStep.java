package io.earlyview.local.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One line of {@code simulate --progress-json}: something that has its receipt.
 *
 * @param step {@code started}, {@code frame}, {@code refused}, {@code ended}, {@code lost}
 * @param index of a frame
 * @param simulatedTruth what the simulator knows, such as {@code abnormal}
 * @param end how a scan that has ended did: {@code completed}, {@code operator}
 * @param explanation of what was refused or lost
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FleetStep(String step, String acquisitionId, int index, String simulatedTruth, String end, String explanation) {
    FleetStep {
        end = end == null ? "" : end;
        explanation = explanation == null ? "" : explanation;
    }
}
