package io.earlyview.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be run here. The same tests run embedded where they cannot. */
final class Docker {
    static final boolean ANSWERS = hasSocket() && DockerClientFactory.instance().isDockerAvailable();

    private Docker() {}

    /** Asking Testcontainers without any socket costs seconds and prints a stack trace. */
    private static boolean hasSocket() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }
}
