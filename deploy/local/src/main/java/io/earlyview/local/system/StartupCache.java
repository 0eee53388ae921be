package io.earlyview.local.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Java remembers of an earlier run of a program so that it starts in half the time: loaded and linked classes, and which
 * methods were hot. Java checks that the file fits its own build and every library, and otherwise starts as
 * if there were none; it is told to do so without a word.
 */
public final class StartupCache {
    private static final List<String> SERVICES = List.of("gateway", "ingestion", "inference", "training", "results");

    private final Path file;

    private StartupCache(Path file) {
        this.file = file;
    }

    /** Beside the service's own classes, so that it is copied with them into an image. */
    static StartupCache ofService(Path root, String name) {
        return new StartupCache(root.resolve("services/" + name + "/target/quarkus-app/app/start-up.aot"));
    }

    static StartupCache ofBroker(Path root) {
        return new StartupCache(root.resolve("deploy/local/target/broker-start-up.aot"));
    }

    /** Options of a program that uses the file, where there is one. */
    List<String> use() {
        return Files.exists(file) ? options("-XX:AOTCache=" + file) : List.of();
    }

    /** Options of a program that writes a new file when it ends; {@link #accept} puts it into use. */
    List<String> record() {
        return options("-XX:AOTCacheOutput=" + fresh());
    }

    /** Puts what all programs have recorded into use; returns the names of files that are missing. */
    public static List<String> accept(Path root) {
        List<StartupCache> all = new ArrayList<>(
                SERVICES.stream().map(name -> ofService(root, name)).toList());
        all.add(ofBroker(root));
        return all.stream()
                .filter(cache -> !cache.fresh().renameTo(cache.file.toFile()))
                .map(cache -> cache.fresh().toString())
                .toList();
    }

    private File fresh() {
        return file.resolveSibling(file.getFileName() + ".new").toFile();
    }

    private static List<String> options(String first) {
        return List.of(first, "-Xlog:aot*=off", "-Xlog:cds*=off");
    }
}
