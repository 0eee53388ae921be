package io.earlyview.local.system;

import io.earlyview.local.processes.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a service is started, the first time and after a crash.
 *
 * @param heap its most memory, such as {@code -Xmx512m}
 */
record ServiceStart(String name, int port, String heap, Map<String, String> environment) {

    ChildProcess start(Path root, DataDirectory data, boolean recording) {
        List<String> command =
                recording ? JavaProgram.recordedService(root, name, heap) : JavaProgram.service(root, name, heap);
        return ChildProcess.start(name, command, environment, data.logs(), data.pids());
    }
}
