package io.earlyview.local.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of the system. */
public record Ports(int results, int ingestion, int inference, int training, int broker, int controller, int database) {

    /** The ports that the README names, each raised by {@code shift}. */
    public static Ports standard(int shift) {
        return new Ports(
                8080 + shift, 8081 + shift, 8082 + shift, 8083 + shift, 9092 + shift, 9093 + shift, 5433 + shift);
    }

    /** Free ports, below the range that the system hands out itself: nobody takes one by chance meanwhile. */
    public static Ports free() {
        int[] ports = ThreadLocalRandom.current()
                .ints(12_000, 32_000)
                .distinct()
                .filter(Ports::isFree)
                .limit(7)
                .toArray();
        return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6]);
    }

    /** Sentences about ports that somebody else listens on; empty if all are free. */
    public List<String> taken() {
        List<String> taken = new ArrayList<>();
        byName().forEach((name, port) -> {
            if (!isFree(port)) {
                taken.add("port " + port + " (" + name + ") is in use by another process");
            }
        });
        return taken;
    }

    private Map<String, Integer> byName() {
        Map<String, Integer> byName = new LinkedHashMap<>();
        byName.put("results and console", results);
        byName.put("ingestion", ingestion);
        byName.put("inference", inference);
        byName.put("training", training);
        byName.put("Kafka", broker);
        byName.put("Kafka's controller", controller);
        byName.put("PostgreSQL", database);
        return byName;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false; // somebody listens there
        }
    }
}
