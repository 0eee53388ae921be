package io.earlyview.training.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Target;
import io.earlyview.training.domain.PredictedCase;
import io.earlyview.training.runs.Run;
import io.earlyview.training.runs.RunState;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.StoppedCases;
import io.earlyview.v1.StoppingPolicy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages lie in target/pages for whoever wants to look at them. */
class PageTest {
    private static final Path FOLDER = Path.of("target", "pages");

    @ParameterizedTest
    @CsvSource({"datscan, AUROC", "ctc, Macro-F1", "raster-volume, R²"})
    void aReleaseOfEachKindOfTargetHasItsFiguresPlotsAndWarnings(String exam, String leading) throws Exception {
        Page page = shown(exam, Subjects.released(exam));

        for (String wanted : List.of(
                "Simulated data. Research use only. Not a medical device; not for diagnosis.",
                "Intended use",
                leading,
                "95 % interval",
                "p by permutation",
                ">0.0002<",
                "The leading figure fold by fold: 0.810, cannot be told.",
                "memorising",
                "augment-at-run-time",
                "SHA-256 ab12",
                "labels whose author had seen the score",
                "auroc low above 0.5; fixed 2026-11-22T10:00:05Z, SHA-256 cafe01",
                "90 examples of 45 patients are locked for tests. Looked at 3 times.",
                "WORSE",
                "The gain is -0.02, and the limit is &lt;0&gt;.",
                "Seed",
                "1234abcd",
                "Limits of use")) {
            assertTrue(page.html().contains(wanted), exam + " lacks: " + wanted);
        }
        Set<String> plots = page.plots().keySet();
        assertTrue(plots.containsAll(Set.of("losses", "learning")), plots.toString());
        assertEquals(exam.equals("raster-volume"), plots.contains("scatter"), plots.toString());
        assertEquals(!exam.equals("raster-volume"), plots.containsAll(Set.of("roc", "confusion")), plots.toString());
        assertFalse(page.html().contains("NaN"), "a number that is none");
        assertFalse(
                page.html().contains("<script") || page.html().contains("http://localhost"), "needs something else");
    }

    @Test
    void aSetHasBothItsFilesAndSaysWhenAScanMayStopAndWhatThatRestsOn() throws Exception {
        Subject released = Subjects.released("datscan");
        ReleaseManifest stack = released.release().orElseThrow();
        assertFalse(shown("stack", released).html().contains("When a scan may stop"), "of one score nothing stops");
        ReleaseManifest set = stack.toBuilder()
                .setKind(ReleaseKind.RELEASE_KIND_SET)
                .setHeadSha256("beef")
                .setHeadSize(77)
                .setStopping(StoppingPolicy.newBuilder()
                        .setLeastFrames(4)
                        .setNormalAtMost(0.12)
                        .setRiskLimit(0.1)
                        .setStoppedNormal(StoppedCases.newBuilder()
                                .setStopped(150)
                                .setWrong(6)
                                .setRiskAtMost(0.0774))
                        .setCases(424)
                        .setMeanFrames(31.46))
                .build();
        Page page = shown("set", new Subject(released.exam(), released.run(), Optional.of(set), released.cases()));

        for (String wanted : List.of(
                "ONNX, 99 bytes, SHA-256 00aa11bb",
                "ONNX, 77 bytes, SHA-256 beef",
                "at or below a probability of 0.12: 6 of 150 stopped cases were wrong; at most 0.077 of such cases are",
                "never: no limit kept the risk",
                "424 locked cases with further frames, which had no part in choosing the limits; they took 31.5 frames",
                "a reader&#39;s verdict and not the disease")) {
            assertTrue(page.html().contains(wanted), "lacks: " + wanted);
        }
        Page without = shown(
                "set-without",
                new Subject(
                        released.exam(),
                        released.run(),
                        Optional.of(set.toBuilder().clearStopping().build()),
                        released.cases()));
        assertTrue(without.html().contains("Never by this release"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSED", "FAILED", "CANCELLED", "INTERRUPTED", "NOT_LEARNED"})
    void aRunThatEndedBeforeItsFiguresSaysSoAndWhatWasFound(RunState state) throws Exception {
        Run run = Subjects.run("datscan", state, "A check stopped the run before its first step.", null);

        Page page = shown(
                state.name(), new Subject(Subjects.exam("datscan"), Optional.of(run), Optional.empty(), List.of()));

        assertTrue(page.html().contains(state.name().replace('_', ' ')));
        assertTrue(page.html().contains("A check stopped the run before its first step."));
        assertTrue(page.html().contains("There are none that count: how the run ended says why."));
        assertTrue(page.html().contains("No epoch was finished."));
        assertTrue(page.html().contains("it was not reached"));
        assertTrue(page.html().contains("The network learns cases by heart."));
        assertEquals(Set.of(), page.plots().keySet());
    }

    @Test
    void aReleaseMadeElsewhereSaysWhatItsManifestSays() throws Exception {
        Page page = shown(
                "bundled",
                new Subject(
                        Subjects.exam("datscan"),
                        Optional.empty(),
                        Optional.of(Subjects.manifest("datscan")),
                        List.of()));

        assertTrue(page.html().contains("Model card of release datscan-20261122-00aa11bb"));
        assertTrue(page.html().contains("0.860 to 0.960"));
        assertTrue(page.html().contains("memorising: all of it in words."));
        assertTrue(page.html().contains("is not recorded here"));
        for (String wanted : List.of(
                "auroc low above 0.5; SHA-256 cafe01",
                "90 examples of 45 patients. Looked at once when it was made.",
                "PASSED",
                "The lower bound of auroc is 0.860, the limit is above 0.500: met.",
                "2025-11-22T10:00:00Z",
                "rolled back",
                "Anna",
                "Worse on ward 3. The gate&#39;s word was overridden: The key is lost.")) {
            assertTrue(page.html().contains(wanted), "lacks: " + wanted);
        }
        assertTrue(page.html().contains("210 examples; held out 90"));
    }

    @Test
    void whatComesFromOutsideIsTextAndNeverMarkup() throws Exception {
        ExamDescriptor exam = Subjects.exam("ctc");
        String bad = "<script>alert(\"1\")</script> & 'co'";
        ExamDescriptor odd = new ExamDescriptor(
                "ctc",
                bad,
                exam.frames(),
                exam.neededViews(),
                new Target.Classes(List.of("a<b>", "../c&d", "e\"f")),
                exam.training());
        List<PredictedCase> cases = Subjects.cases(odd.target());
        Run run = Subjects.run("ctc", RunState.NOT_LEARNED, bad, Subjects.evaluation("ctc", cases));
        Page page = shown("escaping", new Subject(odd, Optional.of(run), Optional.empty(), cases));

        assertFalse(page.html().contains("<script"), "markup came through");
        assertFalse(page.html().contains("<b>"), "markup came through");
        assertTrue(page.html().contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;"));
        page.plots().keySet().forEach(name -> assertTrue(name.matches("[a-z0-9-]+"), name));
    }

    /** One class alone among few held-out cases: no curve, no area, and still a page. */
    @Test
    void figuresThatCannotBeToldAreSaidNotToBe() throws Exception {
        List<PredictedCase> cases =
                List.of(new PredictedCase("p", 0, new double[] {0.2}), new PredictedCase("q", 0, new double[] {0.7}));
        Run run = Subjects.run("datscan", RunState.NOT_LEARNED, "Why.", Subjects.evaluation("datscan", cases));

        Page page =
                shown("one-class", new Subject(Subjects.exam("datscan"), Optional.of(run), Optional.empty(), cases));

        assertTrue(page.html().contains("cannot be told"));
        assertTrue(page.html().contains("only one class occurs"));
        assertFalse(page.html().contains("NaN"));
    }

    /** Every page is well-formed XML but for its first line, so that nothing is left open. */
    private static Page shown(String name, Subject subject) throws Exception {
        Page page = Page.of(subject);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(name + ".html"), page.html());
        String xml = page.html().replaceFirst("<!doctype html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return page;
    }
}
