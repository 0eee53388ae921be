package io.earlyview.training.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.training.TopicProbe;
import io.earlyview.training.broker.TraceHeaders;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.v1.Evaluation;
import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import io.earlyview.v1.StoppingPolicy;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases against a real broker and a real directory. */
class ReleaseIT {
    private static final byte[] ONNX = "not a network, but bytes".getBytes(StandardCharsets.UTF_8);
    private static final ExamCatalogue EXAMS = ExamCatalogue.bundled();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T23:59:59Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private TopicProbe probe;
    private ArtifactStore artifacts;
    private ManifestArchive archive;
    private ModelsTopic models;
    private ReleaseRegister register;
    private ReleasePublication publication;
    private Promotions promotions;

    @BeforeEach
    void open() throws Exception {
        broker = EmbeddedBroker.start();
        probe = new TopicProbe(broker.bootstrapServers());
        ArtifactsConfig config = () -> directory;
        artifacts = new ArtifactStore(config);
        archive = new ManifestArchive(config);
        models = new ModelsTopic(probe.clients(), new TraceHeaders(OpenTelemetry.noop()));
        ManifestSigning signing = new ManifestSigning(SigningFiles.made(directory, "signing"));
        register = new ReleaseRegister(signing, archive, models, CLOCK);
        publication = new ReleasePublication(artifacts, register, models, CLOCK);
        promotions = new Promotions(models, register, artifacts, signing, new PromotionConfig() {
            @Override
            public boolean automatic() {
                return false;
            }

            @Override
            public boolean secondPerson() {
                return false;
            }
        });
    }

    @AfterEach
    void close() {
        probe.close();
        broker.close();
    }

    @Test
    void aCandidateIsARecordOfItsOwnAndNotChampion() throws Exception {
        ReleaseManifest manifest = publication.publish(candidate(ONNX, GateOutcome.GATE_OUTCOME_PASSED));

        assertTrue(manifest.getReleaseId().matches("datscan-20261122-[0-9a-f]{8}"), manifest.getReleaseId());
        assertTrue(manifest.getReleaseId().endsWith(manifest.getArtifactSha256().substring(0, 8)));
        assertTrue(models.champion("datscan").isEmpty());
        assertEquals(manifest, models.read().find(manifest.getReleaseId()).orElseThrow());
        assertEquals(manifest, archive.find(manifest.getReleaseId()).orElseThrow());
        assertEquals(
                "datscan/release/" + manifest.getReleaseId(),
                probe.read("models").getFirst().key());
        Path file = directory.resolve("sha256").resolve(manifest.getArtifactSha256() + ".onnx");
        assertArrayEquals(ONNX, Files.readAllBytes(file));
        assertEquals(ReleaseStage.RELEASE_STAGE_CANDIDATE, manifest.getStage());
        assertEquals(List.of(0.0, 180.0), manifest.getViewAnglesDegreesList());
        try (var files = Files.list(directory.resolve("sha256"))) {
            assertEquals(1, files.count(), "no draft is left behind");
        }
    }

    @Test
    void theManifestOfALargeNetworkNamesItsWeights() {
        byte[] weights = {7, 8};
        String sha256 = ArtifactStore.digest(weights);

        ReleaseManifest manifest = publication.publish(
                candidate(new OnnxNetwork(ONNX, sha256, weights), GateOutcome.GATE_OUTCOME_PASSED, ""));

        assertEquals(sha256, manifest.getWeightsSha256());
        assertEquals(2, manifest.getWeightsSize());
        assertArrayEquals(
                weights, artifacts.find(Artifact.of(manifest)).orElseThrow().weights());
    }

    @Test
    void aSetNamesBothFilesAndItsPolicy() {
        byte[] head = {9, 9, 9};
        StoppingPolicy policy = StoppingPolicy.newBuilder()
                .setLeastFrames(4)
                .setNormalAtMost(0.1)
                .build();
        Candidate plain = candidate(ONNX, GateOutcome.GATE_OUTCOME_PASSED);

        ReleaseManifest manifest = publication.publish(new Candidate(
                plain.exam(),
                OnnxNetwork.set(ONNX, head),
                Optional.of(policy),
                plain.lineage(),
                plain.evaluation(),
                plain.gate()));

        assertEquals(ReleaseKind.RELEASE_KIND_SET, manifest.getKind());
        assertEquals(ArtifactStore.digest(ONNX), manifest.getArtifactSha256());
        assertEquals(ArtifactStore.digest(head), manifest.getHeadSha256());
        assertEquals(3, manifest.getHeadSize());
        assertEquals(policy, manifest.getStopping());
        assertFalse(manifest.getStopping().hasAbnormalAtLeast());
        assertArrayEquals(
                head, artifacts.find(Artifact.of(manifest)).orElseThrow().head());
        assertEquals(ReleaseKind.RELEASE_KIND_STACK, publication.publish(plain).getKind());
    }

    @Test
    void whatTheGateRefusedIsRejected() {
        assertEquals(
                ReleaseStage.RELEASE_STAGE_REJECTED,
                publication
                        .publish(candidate(ONNX, GateOutcome.GATE_OUTCOME_REFUSED))
                        .getStage());
    }

    @Test
    void theSameBytesOnTheSameDayAreTwoReleases() {
        ReleaseManifest first = publication.publish(candidate(ONNX, GateOutcome.GATE_OUTCOME_PASSED));
        ReleaseManifest second = publication.publish(candidate(ONNX, GateOutcome.GATE_OUTCOME_PASSED));

        assertEquals(first.getReleaseId() + "-2", second.getReleaseId());
        assertEquals(2, models.read().of("datscan").size());
    }

    @Test
    void aTombstoneRemovesAChampion() {
        ReleaseManifest made = publication.publish(candidate(ONNX, GateOutcome.GATE_OUTCOME_PASSED));
        promote(made);
        assertEquals(
                made.getReleaseId(), models.champion("datscan").orElseThrow().getReleaseId());
        assertTrue(models.champion("mgmt").isEmpty());

        probe.write("models", "datscan/champion", null);
        assertTrue(models.champion("datscan").isEmpty());
        assertEquals(
                ReleaseStage.RELEASE_STAGE_RETIRED,
                models.read().find(made.getReleaseId()).orElseThrow().getStage());
    }

    @Test
    void theBundledReleaseIsPublishedOnlyWhereThereIsNoChampion() {
        FirstRelease first = new FirstRelease(EXAMS, artifacts, models, publication, () -> "bundled-for-test");
        first.ensureChampion("datscan");
        ReleaseManifest bundled = models.champion("datscan").orElseThrow();
        assertEquals("run-of-test", bundled.getLineage().getRunId());
        assertTrue(artifacts.find(Artifact.of(bundled)).isPresent());

        ReleaseManifest trained =
                publication.publish(candidate(ONNX, GateOutcome.GATE_OUTCOME_PASSED, bundled.getReleaseId()));
        promote(trained);
        first.ensureChampion("datscan");
        assertEquals(
                trained.getReleaseId(), models.champion("datscan").orElseThrow().getReleaseId());
    }

    @Test
    void aBundleThatDoesNotFitItsManifestIsRefusedAndAMissingOneIsNone() {
        ReleaseManifest manifest =
                BundledRelease.find("bundled-for-test", "datscan").orElseThrow().manifest();

        assertThrows(IllegalArgumentException.class, () -> new BundledRelease(manifest, OnnxNetwork.of(ONNX)));
        assertTrue(BundledRelease.find("nowhere", "datscan").isEmpty());
        new FirstRelease(EXAMS, artifacts, models, publication, () -> "nowhere").ensureChampion("datscan");
        assertTrue(models.champion("datscan").isEmpty());
    }

    private void promote(ReleaseManifest made) {
        PromotionOutcome outcome =
                promotions.promote(made.getReleaseId(), new PromotionRequest("a person", "it is good", ""));
        assertInstanceOf(PromotionOutcome.Done.class, outcome, outcome.sentence());
    }

    private static Candidate candidate(byte[] onnx, GateOutcome outcome) {
        return candidate(onnx, outcome, "");
    }

    private static Candidate candidate(byte[] onnx, GateOutcome outcome, String champion) {
        return candidate(OnnxNetwork.of(onnx), outcome, champion);
    }

    private static Candidate candidate(OnnxNetwork onnx, GateOutcome outcome, String champion) {
        return new Candidate(
                EXAMS.find("datscan").orElseThrow(),
                onnx,
                Optional.empty(),
                Lineage.newBuilder().setRunId("r").setSimulated(true).build(),
                Evaluation.newBuilder().setAuroc(0.9).build(),
                GateVerdict.newBuilder()
                        .setOutcome(outcome)
                        .setChampionReleaseId(champion)
                        .build());
    }
}
