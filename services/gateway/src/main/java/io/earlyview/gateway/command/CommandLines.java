package io.earlyview.gateway.command;

import io.earlyview.gateway.deidentification.UnusableKey;
import io.earlyview.gateway.fleet.SimulationFault;
import io.earlyview.gateway.streaming.UnusableSetting;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Puts the commands together: one set of rules for help, wrong options and failures. */
final class CommandLines {
    private CommandLines() {}

    static CommandLine of(PrintWriter out, PrintWriter err, Object... commands) {
        var line = new CommandLine(new Top());
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(SimulationFault.class, CommandLines::fault);
        line.setExecutionExceptionHandler(CommandLines::failed);
        return line;
    }

    private static SimulationFault fault(String text) {
        return SimulationFault.named(text)
                .orElseThrow(() -> new TypeConversionException("found '" + text + "', expected one of: "
                        + Stream.of(SimulationFault.values())
                                .map(SimulationFault::optionName)
                                .collect(Collectors.joining(", "))));
    }

    /** Exceptions that reach this place are refusals of the set-up, or mistakes of ours. */
    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        return switch (failure) {
            case UnusableKey key -> badSetting(line, key);
            case UnusableSetting setting -> badSetting(line, setting);
            case InterruptedException interrupted -> {
                Thread.currentThread().interrupt();
                line.getErr().println("earlyview: interrupted.");
                yield ExitCode.UNREACHABLE;
            }
            default -> {
                line.getErr().println("earlyview: this should not have happened; please report it.");
                failure.printStackTrace(line.getErr());
                yield ExitCode.BROKEN;
            }
        };
    }

    private static int badSetting(CommandLine line, RuntimeException setting) {
        line.getErr().println("earlyview: " + setting.getMessage() + ".");
        return ExitCode.BAD_INPUT;
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Command(
            name = "earlyview",
            description = {"Sends scans to EarlyView, de-identified, while they are acquired.", ResearchUse.SENTENCE},
            synopsisSubcommandLabel = "COMMAND")
    static final class Top implements Runnable {
        @Mixin
        HelpOption help;

        @Spec
        CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Name a command.");
        }
    }
}
