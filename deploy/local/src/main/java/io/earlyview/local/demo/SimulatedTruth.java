package io.earlyview.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulator's own record of what it made: {@code acquisition_id} and {@code simulated_truth} are columns of its CSV file. */
final class SimulatedTruth {
    private SimulatedTruth() {}

    /** Whether each acquisition is abnormal in truth, by acquisition id. */
    static Map<String, Boolean> read(Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            List<String> columns = Arrays.asList(lines.getFirst().split(","));
            int id = columns.indexOf("acquisition_id");
            int truth = columns.indexOf("simulated_truth");
            if (id < 0 || truth < 0) {
                throw new IllegalStateException(
                        csv + " has columns " + columns + ", expected acquisition_id and simulated_truth");
            }
            Map<String, Boolean> abnormal = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split(",");
                abnormal.put(fields[id], fields[truth].equals("abnormal"));
            }
            return abnormal;
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's truth " + csv + " cannot be read", e);
        }
    }
}
