package io.earlyview.bench.inference.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A whole measurement.
 *
 * @param command that repeats it
 * @param layout which processors did what
 * @param versions of the libraries that took part
 * @param loadSeconds of each open-loop load
 */
public record InferenceFigures(
        LocalDate day,
        String command,
        Machine machine,
        String layout,
        Map<String, String> versions,
        int rounds,
        double loadSeconds,
        List<NetworkFigures> networks) {
    public InferenceFigures {
        versions = Map.copyOf(versions);
        networks = List.copyOf(networks);
    }
}
