package io.earlyview.gateway.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.earlyview.gateway.fleet.FleetStep;
import java.util.Locale;

/** Writes a fleet's steps as JSON, one object each. */
final class StepJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StepJson() {}

    static String of(FleetStep step) {
        ObjectNode object = JSON.createObjectNode();
        var of = step.of();
        object.put("step", name(step))
                .put("acquisitionId", of.id().hex())
                .put("case", of.number())
                .put("scanner", of.scanner())
                .put("expectedFrames", of.expectedFrames())
                .put("simulatedTruth", of.truth())
                .put("simulatedLabel", of.label());
        switch (step) {
            case FleetStep.Started started -> {}
            case FleetStep.FrameTaken frame ->
                object.put("index", frame.index()).put("framesTaken", frame.taken());
            case FleetStep.Refused refused -> object.put("explanation", refused.explanation());
            case FleetStep.Ended ended ->
                object.put("framesSent", ended.framesSent())
                        .put("end", ended.end().name().toLowerCase(Locale.ROOT));
            case FleetStep.Lost lost -> object.put("explanation", lost.reason());
        }
        return object.toString();
    }

    private static String name(FleetStep step) {
        return switch (step) {
            case FleetStep.Started started -> "started";
            case FleetStep.FrameTaken frame -> "frame";
            case FleetStep.Refused refused -> "refused";
            case FleetStep.Ended ended -> "ended";
            case FleetStep.Lost lost -> "lost";
        };
    }
}
