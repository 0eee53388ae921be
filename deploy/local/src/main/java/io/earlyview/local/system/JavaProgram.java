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

    /** A packaged service with its arguments. */
    public static List<String> service(Path root, String name, String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                executable(),
                heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                root.resolve("services/" + name + "/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
