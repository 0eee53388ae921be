package io.earlyview.training.runs;

import com.google.protobuf.Timestamp;
import io.earlyview.training.release.Releases;
import io.earlyview.training.release.SignatureCheck;
import io.earlyview.training.runs.EvaluationEntry.FigureEntry;
import io.earlyview.v1.Figure;
import io.earlyview.v1.FindingNote;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.LockedTestSet;
import io.earlyview.v1.ReleaseDecision;
import io.earlyview.v1.ReleaseManifest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A release as REST tells it; {@code /manifest} has the rest.
 *
 * @param stage CHAMPION, CANDIDATE, REJECTED, RETIRED or SHADOW
 * @param kind STACK: one graph over the needed frames; SET: an encoder for each frame, and a head for any number of them
 * @param artifactSha256 of the ONNX file; of the encoder of a SET
 * @param weights absent where the ONNX file holds them
 * @param head of a SET alone
 * @param stopping absent where the release never says that a scan may stop
 * @param shadow whether it scores beside the champion without being published
 * @param refusals by processes of inference, in order of their names
 * @param figures on the locked examples by name, the leading one first
 * @param gate absent of releases that no gate has judged
 * @param lockedSet absent of releases that were made before there was one
 * @param decisions in order; the last is the newest
 */
public record ReleaseView(
        String releaseId,
        String exam,
        String stage,
        String kind,
        Instant releasedAt,
        String artifactSha256,
        long artifactSize,
        @Nullable FileView weights,
        @Nullable FileView head,
        @Nullable StoppingView stopping,
        boolean shadow,
        List<RefusalView> refusals,
        Map<String, FigureEntry> figures,
        @Nullable GateView gate,
        SignatureView signature,
        LineageView lineage,
        @Nullable LockView lockedSet,
        List<DecisionView> decisions,
        String researchUse) {

    public ReleaseView {
        refusals = List.copyOf(refusals);
        decisions = List.copyOf(decisions);
    }

    /** A file beside the ONNX file; its size in bytes. */
    public record FileView(String sha256, long size) {}

    /** A process of inference that does not take the release; the champion before it stays in use there. */
    public record RefusalView(String instance, String reason, Instant at) {}

    /** What the gate found; {@code championReleaseId} is whom it was compared with, empty for nobody. */
    public record GateView(
            String outcome,
            List<String> sentences,
            String criteriaSha256,
            String championReleaseId,
            int casesBetter,
            int casesWorse) {}

    /** Whether the signature holds: HOLDS, BROKEN or UNKNOWN, and why. */
    public record SignatureView(String state, @Nullable String keyId, String sentence) {}

    /** What made it. */
    public record LineageView(
            String runId,
            String recipe,
            long seed,
            String codeVersion,
            String datasetSha256,
            List<DataSetEntry.OffsetEntry> offsets,
            int examplesTrained,
            int examplesHeldOut,
            boolean simulated,
            String calibrator,
            List<String> criteria,
            String criteriaSha256,
            List<String> findings) {}

    /** The locked test set when it was made, and how often it has been looked at by now. */
    public record LockView(
            double share, int examples, int patients, int reads, int readsByNow, List<String> missingClasses) {}

    /** Something that was decided. */
    public record DecisionView(
            String kind,
            String by,
            String reason,
            Instant at,
            @Nullable String overrideReason,
            @Nullable String otherReleaseId) {}

    static ReleaseView of(ReleaseManifest manifest, Releases releases, SignatureCheck signature, int readsByNow) {
        Map<String, FigureEntry> figures = new LinkedHashMap<>();
        for (Figure figure : manifest.getEvaluation().getFiguresList()) {
            figures.put(
                    figure.getName(),
                    new FigureEntry(
                            Figures.finite(figure.getValue()),
                            Figures.finite(figure.getLow()),
                            Figures.finite(figure.getHigh())));
        }
        return new ReleaseView(
                manifest.getReleaseId(),
                manifest.getExam(),
                named(manifest.getStage(), "RELEASE_STAGE_"),
                named(manifest.getKind(), "RELEASE_KIND_"),
                instant(manifest.getReleasedAt()),
                manifest.getArtifactSha256(),
                manifest.getArtifactSize(),
                file(manifest.getWeightsSha256(), manifest.getWeightsSize()),
                file(manifest.getHeadSha256(), manifest.getHeadSize()),
                manifest.hasStopping() ? StoppingView.of(manifest.getStopping()) : null,
                releases.shadow(manifest.getExam())
                        .filter(shadow -> shadow.getReleaseId().equals(manifest.getReleaseId()))
                        .isPresent(),
                releases.refusalsOf(manifest.getReleaseId()).stream()
                        .map(refusal -> new RefusalView(
                                refusal.getInstance(), refusal.getReason(), instant(refusal.getRefusedAt())))
                        .toList(),
                figures,
                manifest.hasGate() ? gate(manifest.getGate()) : null,
                signature(signature),
                lineage(manifest.getLineage()),
                manifest.getLineage().hasLockedTestSet()
                        ? lock(manifest.getLineage().getLockedTestSet(), readsByNow)
                        : null,
                manifest.getDecisionsList().stream().map(ReleaseView::decision).toList(),
                Run.RESEARCH_USE);
    }

    private static @Nullable FileView file(String sha256, long size) {
        return sha256.isEmpty() ? null : new FileView(sha256, size);
    }

    private static GateView gate(io.earlyview.v1.GateVerdict gate) {
        return new GateView(
                named(gate.getOutcome(), "GATE_OUTCOME_"),
                gate.getSentencesList(),
                gate.getCriteriaSha256(),
                gate.getChampionReleaseId(),
                gate.getCasesBetter(),
                gate.getCasesWorse());
    }

    private static SignatureView signature(SignatureCheck check) {
        return switch (check) {
            case SignatureCheck.Holds(String keyId) ->
                new SignatureView("HOLDS", keyId, "the manifest is as key " + keyId + " signed it");
            case SignatureCheck.Broken(String why) -> new SignatureView("BROKEN", null, why);
            case SignatureCheck.Unknown(String why) -> new SignatureView("UNKNOWN", null, why);
        };
    }

    private static LineageView lineage(Lineage lineage) {
        return new LineageView(
                lineage.getRunId(),
                lineage.getRecipe(),
                lineage.getSeed(),
                lineage.getCodeVersion(),
                lineage.getDatasetSha256(),
                lineage.getOffsetsList().stream()
                        .map(offset -> new DataSetEntry.OffsetEntry(
                                offset.getTopic(), offset.getPartition(), offset.getEndOffset()))
                        .toList(),
                lineage.getExamplesTrained(),
                lineage.getExamplesHeldOut(),
                lineage.getSimulated(),
                lineage.getCalibrator(),
                lineage.getCriteriaList(),
                lineage.getCriteriaSha256(),
                lineage.getFindingsList().stream().map(FindingNote::getSentence).toList());
    }

    private static LockView lock(LockedTestSet lock, int readsByNow) {
        return new LockView(
                lock.getShare(),
                lock.getExamples(),
                lock.getPatients(),
                lock.getReads(),
                readsByNow,
                lock.getMissingClassesList());
    }

    private static DecisionView decision(ReleaseDecision decision) {
        return new DecisionView(
                named(decision.getKind(), "DECISION_KIND_"),
                decision.getBy(),
                decision.getReason(),
                instant(decision.getAt()),
                orNull(decision.getOverrideReason()),
                orNull(decision.getOtherReleaseId()));
    }

    private static String named(Enum<?> value, String prefix) {
        return value.name().startsWith(prefix) ? value.name().substring(prefix.length()) : value.name();
    }

    private static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
