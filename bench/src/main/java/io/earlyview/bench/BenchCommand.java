package io.earlyview.bench;

import io.earlyview.bench.checks.ChecksCommand;
import io.earlyview.bench.inference.InferenceCommand;
import io.earlyview.bench.inference.ScannersCommand;
import io.earlyview.bench.inference.SwapsCommand;
import io.earlyview.bench.speed.TrainingCommand;
import io.earlyview.bench.views.EncoderCommand;
import io.earlyview.bench.views.ViewsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench NAME}: measurements that take minutes and are no tests. */
@Command(
        name = "earlyview bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainingCommand.class,
            InferenceCommand.class,
            SwapsCommand.class,
            ScannersCommand.class,
            EncoderCommand.class,
            ViewsCommand.class,
            ChecksCommand.class
        },
        description = {
            "Measurements that take minutes.",
            "Simulated data. Research use only. Not a medical device; not for diagnosis."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Measured.", "2:The command line is wrong."})
public final class BenchCommand {
    private BenchCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new BenchCommand());
        CommandLine.IParameterExceptionHandler wrong = (exception, _) -> {
            System.err.println("earlyview bench: " + exception.getMessage());
            exception.getCommandLine().usage(System.err);
            return CommandLine.ExitCode.USAGE;
        };
        return line.setParameterExceptionHandler(wrong);
    }
}
