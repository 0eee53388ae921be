package io.earlyview.gateway.command;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import picocli.CommandLine.Option;

/** The exam that files are read as. */
final class ExamOption {
    @Option(
            names = "--exam",
            paramLabel = "EXAM",
            defaultValue = "datscan",
            description = "Which exam the frames belong to (default: ${DEFAULT-VALUE}).")
    String exam = "";

    /** The descriptor, or a refusal that names the exams there are. */
    ExamDescriptor descriptor(ExamCatalogue catalogue) throws BadInput {
        return catalogue
                .find(exam)
                .orElseThrow(() -> new BadInput(
                        "Unknown exam '" + exam + "', expected one of: " + String.join(", ", catalogue.names()) + "."));
    }
}
