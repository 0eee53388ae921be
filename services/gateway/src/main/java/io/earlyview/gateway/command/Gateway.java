package io.earlyview.gateway.command;

import io.earlyview.exams.UnusableExam;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.inject.Instance;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The gateway's main program: one command, then the end. */
@QuarkusMain
public final class Gateway implements QuarkusApplication {
    private final Instance<SendCommand> send;
    private final Instance<ImportCommand> folder;
    private final Instance<SimulateCommand> simulate;

    Gateway(Instance<SendCommand> send, Instance<ImportCommand> folder, Instance<SimulateCommand> simulate) {
        this.send = send;
        this.folder = folder;
        this.simulate = simulate;
    }

    @Override
    public int run(String... arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            return CommandLines.of(out, err, send.get(), folder.get(), simulate.get())
                    .execute(arguments);
        } catch (RuntimeException e) { // commands need the exams before they are made; the container wraps what it says
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnusableExam exam) {
                    err.println("earlyview: " + exam.getMessage() + ".");
                    return ExitCode.BAD_INPUT;
                }
            }
            throw e;
        }
    }
}
