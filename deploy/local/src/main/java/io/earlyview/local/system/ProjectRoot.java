package io.earlyview.local.system;

import java.nio.file.Path;

/** The project's folder, with the packaged services. */
public final class ProjectRoot {
    private ProjectRoot() {}

    /** The folder that the launcher names; the working directory otherwise. */
    public static Path find() {
        return Path.of(System.getProperty("earlyview.root", "")).toAbsolutePath();
    }
}
