package io.earlyview.training.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.topics.Topics;
import io.earlyview.training.TopicProbe;
import io.earlyview.training.broker.TraceHeaders;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.release.PromotionOutcome.Done;
import io.earlyview.training.release.PromotionOutcome.Proposed;
import io.earlyview.training.release.PromotionOutcome.Refused;
import io.earlyview.training.release.PromotionOutcome.Unknown;
import io.earlyview.training.release.ReleaseRegister.Decision;
import io.earlyview.training.release.ReleaseRegister.Entry;
import io.earlyview.v1.DecisionKind;
import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.ReleaseDecision;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseRefusal;
import io.earlyview.v1.ReleaseStage;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Who becomes champion and who is taken back, against a real broker; each test has an exam of its own. */
class PromotionsIT {
    private static final PromotionRequest ANNA = new PromotionRequest("Anna", "it is better", "");
    private static final PromotionRequest BERT = new PromotionRequest("Bert", "I looked at it too", "");
    private static final PromotionRequest OVERRIDING = new PromotionRequest("Anna", "needed", "new scanner");

    private static EmbeddedBroker broker;
    private static TopicProbe probe;

    @TempDir
    Path directory;

    private String exam;
    private ArtifactStore artifacts;
    private ManifestSigning signing;
    private ModelsTopic models;
    private ReleaseRegister register;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        probe = new TopicProbe(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        probe.close();
        broker.close();
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        exam = "exam-" + Integer.toHexString(test.getDisplayName().hashCode());
        ArtifactsConfig config = () -> directory;
        artifacts = new ArtifactStore(config);
        signing = new ManifestSigning(SigningFiles.made(directory, "signing"));
        models = new ModelsTopic(probe.clients(), new TraceHeaders(OpenTelemetry.noop()));
        register = new ReleaseRegister(
                signing,
                new ManifestArchive(config),
                models,
                Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void aCandidateIsPromotedAndTakenBack() {
        candidate("a", GateOutcome.GATE_OUTCOME_PASSED, "");
        candidate("b", GateOutcome.GATE_OUTCOME_PASSED, "a");
        assertTrue(models.champion(exam).isEmpty(), "a candidate is not champion");

        assertInstanceOf(Done.class, promotions(false).promote(id("a"), ANNA));
        Done promoted = assertInstanceOf(Done.class, promotions(false).promote(id("b"), ANNA));
        assertEquals(id("b") + " is champion of " + exam + " now, in place of " + id("a") + ".", promoted.sentence());
        assertEquals(ReleaseStage.RELEASE_STAGE_RETIRED, stage("a"));
        Done back = assertInstanceOf(Done.class, promotions(false).rollBack(id("b"), BERT));

        assertEquals(id("a"), models.champion(exam).orElseThrow().getReleaseId());
        assertEquals(back.champion(), models.champion(exam).orElseThrow());
        assertEquals(ReleaseStage.RELEASE_STAGE_RETIRED, stage("b"));
        assertEquals(List.of("MADE", "PROMOTED", "RETIRED", "RESTORED"), decisions("a"));
        assertEquals(List.of("MADE", "PROMOTED", "ROLLED_BACK"), decisions("b"));
        assertInstanceOf(Refused.class, promotions(false).rollBack(id("b"), BERT), "it is not champion any more");
        assertInstanceOf(Refused.class, promotions(false).rollBack(id("a"), BERT), "nothing was before it");
        for (ReleaseManifest release : models.read().of(exam)) {
            assertInstanceOf(SignatureCheck.Holds.class, signing.check(release), release.getReleaseId());
        }
        assertEquals(
                List.of(exam + "/champion", exam + "/release/" + id("a"), exam + "/release/" + id("b")),
                probe.read("models").stream()
                        .map(each -> each.key())
                        .filter(key -> key.startsWith(exam + "/"))
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void aReleaseScoresBesideTheChampionUntilItIsChampionItselfOrNobodyShall() {
        Shadows shadows = new Shadows(models, artifacts, signing);
        candidate("a", GateOutcome.GATE_OUTCOME_PASSED, "");
        candidate("b", GateOutcome.GATE_OUTCOME_REFUSED, "");
        candidate("c", GateOutcome.GATE_OUTCOME_PASSED, "a");
        assertInstanceOf(Done.class, promotions(false).promote(id("a"), ANNA));

        assertInstanceOf(ShadowOutcome.Unknown.class, shadows.begin(exam, "nobody"));
        assertInstanceOf(ShadowOutcome.Unknown.class, shadows.begin("another", id("b")));
        assertInstanceOf(ShadowOutcome.Refused.class, shadows.begin(exam, id("a")), "the champion scores already");
        assertInstanceOf(ShadowOutcome.Refused.class, shadows.end(exam), "there is none");

        assertInstanceOf(ShadowOutcome.Done.class, shadows.begin(exam, id("b")), "looking does not publish");
        assertEquals(release("b"), models.read().shadow(exam).orElseThrow());
        assertInstanceOf(
                SignatureCheck.Holds.class,
                signing.check(models.read().shadow(exam).orElseThrow()));
        assertInstanceOf(ShadowOutcome.Done.class, shadows.begin(exam, id("c")));
        assertEquals(id("c"), models.read().shadow(exam).orElseThrow().getReleaseId());
        assertEquals(id("a"), models.champion(exam).orElseThrow().getReleaseId());

        assertInstanceOf(Done.class, promotions(false).promote(id("c"), ANNA));
        assertTrue(models.read().shadow(exam).isEmpty(), "a champion is not its own shadow");

        assertInstanceOf(ShadowOutcome.Done.class, shadows.begin(exam, id("a")));
        ShadowOutcome.Done ended = assertInstanceOf(ShadowOutcome.Done.class, shadows.end(exam));
        assertEquals(id("a") + " no longer scores beside the champion of " + exam + ".", ended.sentence());
        assertTrue(models.read().shadow(exam).isEmpty());
    }

    @Test
    void whoRefusesAReleaseIsKnownUntilItIsTakenBack() {
        candidate("a", GateOutcome.GATE_OUTCOME_PASSED, "");
        for (String instance : List.of("inference-2", "inference-1")) {
            probe.write(
                    "models",
                    Topics.refusalKey(exam, id("a"), instance),
                    ReleaseRefusal.newBuilder()
                            .setReleaseId(id("a"))
                            .setExam(exam)
                            .setInstance(instance)
                            .setReason("its head is missing")
                            .build());
        }

        assertEquals(
                List.of("inference-1", "inference-2"),
                models.read().refusalsOf(id("a")).stream()
                        .map(ReleaseRefusal::getInstance)
                        .toList());
        assertEquals(List.of(), models.read().refusalsOf("another"));
        assertEquals(1, models.read().of(exam).size(), "a refusal is no release");

        probe.write("models", Topics.refusalKey(exam, id("a"), "inference-2"), null);
        assertEquals(1, models.read().refusalsOf(id("a")).size());
    }

    @Test
    void whatTheGateRefusedIsNeverPromotedAndWhatIsWorseNeedsAReason() {
        candidate("refused", GateOutcome.GATE_OUTCOME_REFUSED, "");
        candidate("worse", GateOutcome.GATE_OUTCOME_WORSE, "");

        assertInstanceOf(Refused.class, promotions(false).promote(id("refused"), OVERRIDING));
        Refused worse = assertInstanceOf(Refused.class, promotions(false).promote(id("worse"), ANNA));
        assertTrue(worse.sentence().contains("gain -0.2"), worse.sentence());
        assertInstanceOf(Done.class, promotions(false).promote(id("worse"), OVERRIDING));

        ReleaseDecision last = release("worse").getDecisionsList().getLast();
        assertEquals("new scanner", last.getOverrideReason());
        assertInstanceOf(Unknown.class, promotions(false).promote("nobody", ANNA));
    }

    @Test
    void aVerdictAgainstAnotherChampionDoesNotCount() {
        candidate("a", GateOutcome.GATE_OUTCOME_PASSED, "");
        candidate("b", GateOutcome.GATE_OUTCOME_PASSED, "");
        promotions(false).promote(id("a"), ANNA);

        Refused stale = assertInstanceOf(Refused.class, promotions(false).promote(id("b"), ANNA));

        assertTrue(
                stale.sentence().contains("was compared with no champion, champion now is " + id("a")),
                stale.sentence());
        assertInstanceOf(Done.class, promotions(false).promote(id("b"), OVERRIDING));
    }

    @Test
    void twoDifferentPeopleAreNeededWhereThatIsConfigured() {
        candidate("a", GateOutcome.GATE_OUTCOME_PASSED, "");

        assertInstanceOf(Proposed.class, promotions(true).promote(id("a"), ANNA));
        assertTrue(models.champion(exam).isEmpty());
        assertEquals(ReleaseStage.RELEASE_STAGE_CANDIDATE, stage("a"));
        assertInstanceOf(Refused.class, promotions(true).promote(id("a"), new PromotionRequest(" anna ", "again", "")));
        assertInstanceOf(Done.class, promotions(true).promote(id("a"), BERT));

        assertEquals(id("a"), models.champion(exam).orElseThrow().getReleaseId());
        assertEquals(List.of("MADE", "PROPOSED", "PROMOTED"), decisions("a"));
    }

    @Test
    void aManifestThatWasChangedIsNotPromotedNorMadeGood() {
        ReleaseManifest made = candidate("a", GateOutcome.GATE_OUTCOME_WORSE, "");
        ReleaseManifest forged = made.toBuilder()
                .setGate(made.getGate().toBuilder().setOutcome(GateOutcome.GATE_OUTCOME_PASSED))
                .build();
        probe.write("models", exam + "/release/" + id("a"), forged);

        Refused refused = assertInstanceOf(Refused.class, promotions(false).promote(id("a"), ANNA));
        assertTrue(refused.sentence().contains("was changed after key"), refused.sentence());
        promotions(false).promote(id("a"), OVERRIDING);
        assertInstanceOf(SignatureCheck.Broken.class, signing.check(release("a")));
    }

    @Test
    void theSameNetworkReleasedAgainIsTakenBackWithTheFirst() {
        candidate("a", GateOutcome.GATE_OUTCOME_PASSED, "");
        candidate("b", GateOutcome.GATE_OUTCOME_PASSED, "a");
        candidate("b-again", GateOutcome.GATE_OUTCOME_PASSED, "b");
        List.of("a", "b", "b-again")
                .forEach(name -> assertInstanceOf(Done.class, promotions(false).promote(id(name), ANNA)));

        assertInstanceOf(Done.class, promotions(false).rollBack(id("b-again"), BERT));

        assertEquals(id("a"), models.champion(exam).orElseThrow().getReleaseId());
    }

    @Test
    void aChampionFromBeforeReleasesHadRecordsIsListedAndComesBack() {
        ReleaseManifest old = manifest("old", GateOutcome.GATE_OUTCOME_UNSPECIFIED, "").toBuilder()
                .clearGate()
                .setStage(ReleaseStage.RELEASE_STAGE_CHAMPION)
                .build();
        probe.write("models", exam + "/champion", old);
        candidate("new", GateOutcome.GATE_OUTCOME_PASSED, "old");
        assertEquals(2, models.read().of(exam).size());

        assertInstanceOf(Done.class, promotions(false).promote(id("new"), ANNA));
        assertEquals(ReleaseStage.RELEASE_STAGE_RETIRED, stage("old"));
        assertInstanceOf(Done.class, promotions(false).rollBack(id("new"), ANNA));

        assertEquals(id("old"), models.champion(exam).orElseThrow().getReleaseId());
    }

    private Promotions promotions(boolean secondPerson) {
        return new Promotions(models, register, artifacts, signing, new PromotionConfig() {
            @Override
            public boolean automatic() {
                return false;
            }

            @Override
            public boolean secondPerson() {
                return secondPerson;
            }
        });
    }

    private ReleaseManifest candidate(String name, GateOutcome outcome, String against) {
        ReleaseStage stage = outcome == GateOutcome.GATE_OUTCOME_REFUSED
                ? ReleaseStage.RELEASE_STAGE_REJECTED
                : ReleaseStage.RELEASE_STAGE_CANDIDATE;
        Decision made = new Decision(DecisionKind.DECISION_KIND_MADE, "run 1", "test", "", "");
        return register.enter(List.of(new Entry(manifest(name, outcome, against), stage, made)))
                .getFirst();
    }

    private ReleaseManifest manifest(String name, GateOutcome outcome, String against) {
        Artifact artifact =
                artifacts.store(OnnxNetwork.of(name.replace("-again", "").getBytes(StandardCharsets.UTF_8)));
        return ReleaseManifest.newBuilder()
                .setReleaseId(id(name))
                .setExam(exam)
                .setArtifactSha256(artifact.sha256())
                .setLineage(Lineage.newBuilder().setCriteriaSha256("c"))
                .setGate(GateVerdict.newBuilder()
                        .setOutcome(outcome)
                        .setCriteriaSha256("c")
                        .addSentences("gain -0.2")
                        .setChampionReleaseId(against.isEmpty() ? "" : id(against)))
                .build();
    }

    private String id(String name) {
        return exam + "-" + name;
    }

    private ReleaseManifest release(String name) {
        return models.read().find(id(name)).orElseThrow();
    }

    private ReleaseStage stage(String name) {
        return release(name).getStage();
    }

    private List<String> decisions(String name) {
        return release(name).getDecisionsList().stream()
                .map(decision -> decision.getKind().name().replace("DECISION_KIND_", ""))
                .toList();
    }
}
