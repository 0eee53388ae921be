package io.earlyview.gateway.command;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The gateway's main program: one command, then the end. */
@QuarkusMain
public final class Gateway implements QuarkusApplication {
    private final SendCommand send;
    private final ImportCommand folder;
    private final SimulateCommand simulate;

    Gateway(SendCommand send, ImportCommand folder, SimulateCommand simulate) {
        this.send = send;
        this.folder = folder;
        this.simulate = simulate;
    }

    @Override
    public int run(String... arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return CommandLines.of(out, err, send, folder, simulate).execute(arguments);
    }
}
