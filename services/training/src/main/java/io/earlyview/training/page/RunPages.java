package io.earlyview.training.page;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.training.release.DurableFile;
import io.earlyview.training.release.ManifestArchive;
import io.earlyview.training.runs.Run;
import io.earlyview.training.runs.RunBoard;
import io.earlyview.training.runs.RunFiles;
import io.earlyview.v1.ReleaseManifest;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes the page of each run that ends into the run's folder, and finds or makes the page that somebody asks for. */
@ApplicationScoped
public class RunPages {
    /** What pages are answered as. */
    static final String HTML = "text/html;charset=UTF-8";

    private static final Logger LOG = Logger.getLogger(RunPages.class);
    private static final String PAGE = "page.html";

    private final RunBoard board;
    private final RunFiles files;
    private final ManifestArchive manifests;
    private final ExamCatalogue exams;

    public RunPages(RunBoard board, RunFiles files, ManifestArchive manifests, ExamCatalogue exams) {
        this.board = board;
        this.files = files;
        this.manifests = manifests;
        this.exams = exams;
    }

    void start(@Observes StartupEvent event) {
        board.whenEnded(run -> {
            try {
                write(run);
            } catch (RuntimeException e) { // a page that cannot be drawn or written must not cost the run's result
                LOG.errorf(e, "A run's page cannot be written; run=%s", run.runId());
            }
        });
    }

    /** The page of a run as it now stands; of one that has ended as it was written then. */
    Optional<String> ofRun(String runId) {
        return board.find(runId).map(run -> {
            if (!run.finished()) {
                return page(run).html();
            }
            Path written = files.folder(runId).resolve(PAGE);
            try {
                return Files.exists(written) ? Files.readString(written) : write(run);
            } catch (IOException e) {
                throw new UncheckedIOException("the page of run " + runId + " cannot be read", e);
            }
        });
    }

    /** The model card of a release; of one that was made elsewhere what its manifest says. */
    Optional<String> ofRelease(String releaseId) {
        return manifests.find(releaseId).map(manifest -> {
            Optional<Run> run = board.find(manifest.getLineage().getRunId());
            return Page.of(new Subject(
                            exams.find(manifest.getExam()).orElseThrow(),
                            run,
                            Optional.of(manifest),
                            run.map(made -> files.heldOut(made.runId())).orElse(List.of())))
                    .html();
        });
    }

    private String write(Run run) {
        Page page = page(run);
        Path folder = files.folder(run.runId());
        try {
            for (Map.Entry<String, String> plot : page.plots().entrySet()) {
                DurableFile.write(folder.resolve(plot.getKey() + ".svg"), bytes(plot.getValue()));
            }
            DurableFile.write(folder.resolve(PAGE), bytes(page.html()));
        } catch (IOException e) {
            throw new UncheckedIOException("the page of run " + run.runId() + " cannot be written to " + folder, e);
        }
        return page.html();
    }

    private Page page(Run run) {
        Optional<ReleaseManifest> release =
                Optional.ofNullable(run.release()).flatMap(made -> manifests.find(made.releaseId()));
        return Page.of(new Subject(
                exams.find(run.exam()).orElseThrow(), Optional.of(run), release, files.heldOut(run.runId())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
