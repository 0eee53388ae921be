package io.earlyview.gateway.command;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.folder.FolderImport;
import io.earlyview.gateway.folder.FolderPlan;
import io.earlyview.gateway.folder.ImportSummary;
import io.earlyview.gateway.source.table.LabelTable;
import io.earlyview.gateway.source.table.TableReading;
import io.earlyview.gateway.streaming.Ingestion;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a folder of files with the labels of a table. */
@Dependent
@Command(
        name = "import",
        sortOptions = false,
        description = {
            "Sends a folder of NumPy and NRRD files with their labels, de-identified.",
            "The table is CSV with the columns file, patient and label, in any order and among others. A label may be "
                    + "left out; a patient may not. Bad files and rows are refused one by one, the others go on. Doing "
                    + "it again sends nothing twice: the same frames of the same patient are the same acquisition.",
            ResearchUse.SENTENCE
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All rows were taken (with --dry-run: could be).",
            "1:Some were refused, the others were taken.",
            "2:The folder, the table or the command line is wrong; nothing was sent.",
            "3:Ingestion cannot be reached, or was lost on the way; do it again."
        },
        footerHeading = "%nExample:%n",
        footer = "  earlyview import scans --labels scans/labels.csv --dry-run")
final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of .npy, .nrrd or .nhdr files.")
    Path folder;

    @Option(
            names = "--labels",
            paramLabel = "FILE.csv",
            required = true,
            description = "The table: file (relative to DIR), patient, label, spacing.")
    Path labels;

    @Mixin
    ExamOption exam;

    @Option(names = "--dry-run", description = "Check everything, send nothing. Needs no running system.")
    boolean dryRun;

    @Option(
            names = "--refused",
            paramLabel = "FILE.csv",
            description = "Write what was not sent, and why, to this file.")
    Optional<Path> refused;

    @Mixin
    HelpOption help;

    @Spec
    CommandSpec spec;

    private final ExamCatalogue catalogue;
    private final FolderImport folderImport;
    private final Ingestion ingestion;

    ImportCommand(ExamCatalogue catalogue, FolderImport folderImport, Ingestion ingestion) {
        this.catalogue = catalogue;
        this.folderImport = folderImport;
        this.ingestion = ingestion;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        var err = spec.commandLine().getErr();
        try {
            ExamDescriptor descriptor = exam.descriptor(catalogue);
            FolderPlan plan = plan(descriptor);
            Optional<String> problem = dryRun ? Optional.empty() : ingestion.problem();
            if (problem.isPresent()) {
                err.println("earlyview: " + SendReport.unreachableSentence(ingestion.address(), problem.get())
                        + " Nothing was sent.");
                return ExitCode.UNREACHABLE;
            }
            return carryOut(plan, descriptor);
        } catch (BadInput refusal) {
            err.println("earlyview: " + refusal.sentence());
            return ExitCode.BAD_INPUT;
        }
    }

    private FolderPlan plan(ExamDescriptor descriptor) throws BadInput {
        if (!Files.isDirectory(folder)) {
            throw new BadInput(
                    folder + " is not usable. Found no such folder, expected one with .npy, .nrrd or .nhdr files.");
        }
        if (refused.isPresent() && Files.isDirectory(refused.get())) {
            throw new BadInput(refused.get() + " is not usable. Found a folder, expected a file to write to.");
        }
        switch (LabelTable.read(labels)) {
            case TableReading.Refused(String reason) -> throw new BadInput(labels + " is not usable. " + reason);
            case TableReading.Read(var rows) -> {
                try {
                    return FolderPlan.of(folder, rows, descriptor);
                } catch (IOException e) {
                    throw new BadInput(folder + " is not usable. Found a folder that cannot be read, expected a "
                            + "readable one.");
                }
            }
        }
    }

    private int carryOut(FolderPlan plan, ExamDescriptor descriptor) throws InterruptedException, IOException {
        var err = spec.commandLine().getErr();
        var progress = ProgressLine.onTerminal(err, "scans", plan.rows());
        ImportSummary summary = dryRun
                ? folderImport.check(plan, descriptor, (settled, bad) -> progress.show(settled, remark(bad)))
                : folderImport.send(plan, descriptor, (settled, bad) -> progress.show(settled, remark(bad)));
        progress.end();
        new ImportReport(spec.commandLine().getOut()).print(summary, dryRun);
        if (refused.isPresent()) {
            ImportReport.write(summary, refused.get());
        }
        if (summary.lost().isPresent()) {
            err.println("earlyview: " + summary.lost().get()
                    + " Do the same import again: what was taken is not taken twice.");
            return ExitCode.UNREACHABLE;
        }
        return summary.refused().isEmpty() ? ExitCode.DONE : ExitCode.SOME_REFUSED;
    }

    private static String remark(int refusedSoFar) {
        return refusedSoFar == 0 ? "" : refusedSoFar + " refused";
    }
}
