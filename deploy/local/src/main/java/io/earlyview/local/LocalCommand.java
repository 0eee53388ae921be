package io.earlyview.local;

import io.earlyview.exams.UnusableExam;
import io.earlyview.local.chaos.ChaosCommand;
import io.earlyview.local.demo.DemoCommand;
import io.earlyview.local.train.ModelsCommand;
import io.earlyview.local.train.TrainCommand;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands `up`, `demo`, `chaos`, `train` and `models`. The launcher passes the others to the gateway. */
@Command(
        name = "earlyview",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            ChaosCommand.class,
            TrainCommand.class,
            ModelsCommand.class,
            RecordCommand.class
        },
        description = "EarlyView on one machine. Research use only. Not a medical device; not for diagnosis.")
public final class LocalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        // Libraries speak up only about trouble; what a user needs to know is printed.
        Logger.getLogger("").setLevel(Level.WARNING);
        CommandLine commandLine = new CommandLine(new LocalCommand());
        // What a user can mend is a sentence; a stack trace is for what nobody foresaw.
        commandLine.setExecutionExceptionHandler((exception, line, parsed) -> {
            if (exception instanceof IllegalStateException
                    || exception instanceof UncheckedIOException
                    || exception instanceof UnusableExam) {
                line.getErr().println("earlyview: " + exception.getMessage());
                return 1;
            }
            throw exception;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
