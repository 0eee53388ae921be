package io.earlyview.local.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the system's Java programs are run: with the Java that runs this one. */
public final class JavaProgram {
    private JavaProgram() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A packaged service with its arguments; starts faster where an earlier run was recorded. */
    public static List<String> service(Path root, String name, String heap, String... arguments) {
        return service(root, name, heap, StartupCache.ofService(root, name).use(), arguments);
    }

    /** The same, recording its run; it takes some seconds more to end. */
    public static List<String> recordedService(Path root, String name, String heap, String... arguments) {
        return service(root, name, heap, StartupCache.ofService(root, name).record(), arguments);
    }

    private static List<String> service(
            Path root, String name, String heap, List<String> startUp, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                executable(),
                heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(startUp);
        command.add("-jar");
        command.add(root.resolve("services/" + name + "/target/quarkus-app/quarkus-run.jar")
                .toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
