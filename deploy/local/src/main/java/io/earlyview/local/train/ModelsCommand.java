package io.earlyview.local.train;

import io.earlyview.local.train.ReleaseClient.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What releases there are, and who becomes champion. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description =
                "Lists releases, shows one, makes one champion, or takes the champion back. Research use only. Not a"
                        + " medical device; not for diagnosis.",
        synopsisSubcommandLabel = "(list | show | promote | rollback | shadow)",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "1:Not done; the reason is printed.", "2:The command line is wrong."})
public final class ModelsCommand implements Runnable {
    private final TrainingHttp http;

    @Spec
    private CommandSpec spec;

    public ModelsCommand() {
        this(TrainingHttp.ofEnvironment());
    }

    ModelsCommand(TrainingHttp http) {
        this.http = http;
    }

    @Override
    public void run() {
        list("");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "All releases, the latest first: stage, kind, what the gate found, leading figure, signature; and which of them"
                            + " processes of inference refuse.")
    void list(
            @Parameters(paramLabel = "EXAM", arity = "0..1", defaultValue = "", description = "only of this exam")
                    String exam) {
        List<Release> releases = client().all(exam);
        spec.commandLine()
                .getOut()
                .println(releases.isEmpty() ? "There is no release" + of(exam) + "." : ModelsReport.table(releases));
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "All that is known of a release: files, when a scan may stop, who refuses it, signature, lineage, figures, criteria, the locked test set and who"
                            + " looked at it, the gate's verdict, and what was decided.")
    void show(@Parameters(paramLabel = "RELEASE", description = "its id, as `list` shows it") String releaseId) {
        Release release = client().one(releaseId);
        spec.commandLine().getOut().println(ModelsReport.of(release, client().reads(release.exam())));
    }

    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a release champion; the next acquisition is scored by it. Where a second person has to agree,"
                            + " the first one's command proposes and the second one's promotes.")
    void promote(
            @Parameters(paramLabel = "RELEASE", description = "its id, as `list` shows it") String releaseId,
            @Mixin Grounds grounds,
            @Option(
                            names = "--override",
                            paramLabel = "REASON",
                            description =
                                    "why the gate's word shall not count; recorded. What the gate refused stays refused")
                    @Nullable
                    String override) {
        spec.commandLine().getOut().println(client().promote(releaseId, grounds.by(), grounds.reason(), override));
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Takes an exam's champion back: the one before it scores again.")
    void rollBack(
            @Parameters(paramLabel = "EXAM", description = "such as datscan") String exam,
            @Mixin Grounds grounds,
            @Option(
                            names = "--override",
                            paramLabel = "REASON",
                            description = "why a signature that does not hold shall not count; recorded")
                    @Nullable
                    String override) {
        Release champion = client().all(exam).stream()
                .filter(release -> release.stage().equals("CHAMPION"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no champion" + of(exam) + "."));
        spec.commandLine()
                .getOut()
                .println(client().rollBack(champion.releaseId(), grounds.by(), grounds.reason(), override));
    }

    @Command(
            name = "shadow",
            mixinStandardHelpOptions = true,
            synopsisHeading = "",
            customSynopsis = {"Usage: earlyview models shadow RELEASE", "       earlyview models shadow EXAM --none"},
            description = "Lets a release score beside the champion, in place of any other. Its scores go to the topic"
                    + " shadow-scores and are nobody's result.")
    void shadow(
            @Parameters(
                            paramLabel = "RELEASE|EXAM",
                            description = "a release's id; with --none an exam such as datscan")
                    String name,
            @Option(names = "--none", description = "no release shall score beside the exam's champion") boolean none) {
        String sentence = none
                ? client().endShadow(name)
                : client().beginShadow(client().one(name).exam(), name);
        spec.commandLine().getOut().println(sentence);
    }

    private static String of(String exam) {
        return exam.isEmpty() ? "" : " of exam '" + exam + "'";
    }

    private ReleaseClient client() {
        return new ReleaseClient(http);
    }
}
