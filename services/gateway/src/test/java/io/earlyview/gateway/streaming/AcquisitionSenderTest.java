package io.earlyview.gateway.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.earlyview.gateway.domain.Acquisition;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Pseudonym;
import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.domain.ViewPosition;
import io.earlyview.v1.AbortReason;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.RefusalCause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an acquisition looks like to ingestion. */
@Timeout(30)
class AcquisitionSenderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");
    private static final Acquisition ACQUISITION = new Acquisition(
            new Pseudonym("a".repeat(32)),
            new Pseudonym("b".repeat(32)),
            new Pseudonym("c".repeat(32)),
            "datscan",
            120,
            Spacing.UNKNOWN,
            true);

    private FakeIngestion ingestion;
    private IngestionChannels channels;
    private IntakeStream stream;
    private AcquisitionSender sender;

    @BeforeEach
    void start() {
        ingestion = new FakeIngestion();
        channels = new IngestionChannels(IngestionAddress.parse(ingestion.address()), List.of());
        var rules = new StreamRules(4, 2, Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofSeconds(20));
        stream = new IntakeStream(
                channels.forAnotherStream(), "there", rules, new StreamMetrics(new SimpleMeterRegistry()));
        sender = new AcquisitionSender(stream, ACQUISITION, InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        stream.close();
        channels.close();
        ingestion.close();
    }

    @Test
    void beginFramesEndAndLabelCarryWhatTheContractSays() throws Exception {
        sender.start();
        sender.frame(projection(60));
        sender.end(EndOfScan.COMPLETED);
        sender.label(new ScanLabel(new LabelValue.ClassName("abnormal"), ScanLabel.Author.READER, true));
        assertThat(sender.delivery().join()).isEqualTo(new Delivery.Complete(4));

        var sent = ingestion.taken();
        var started = sent.get(0).getAcquisition();
        assertThat(started.getAcquisitionId()).isEqualTo("a".repeat(32));
        assertThat(started.getStarted().getPatientPseudonym()).isEqualTo("b".repeat(32));
        assertThat(started.getStarted().getScannerPseudonym()).isEqualTo("c".repeat(32));
        assertThat(started.getStarted().getExpectedFrames()).isEqualTo(120);
        assertThat(started.getStarted().getSimulated()).isTrue();
        assertThat(started.getStarted().getStartedAt().getSeconds()).isEqualTo(NOW.getEpochSecond());
        assertThat(started.getStarted().getStartedAt().getNanos()).isEqualTo(123456789);

        var frame = sent.get(1).getFrame();
        assertThat(frame.getIndex()).isEqualTo(60);
        assertThat(frame.getExpectedFrames()).isEqualTo(120);
        assertThat(frame.getView().getAngleDegrees()).isEqualTo(180);
        assertThat(frame.getView().getDetector()).isEqualTo(1);
        assertThat(frame.getView().getEnergyWindow()).isEqualTo(1);
        assertThat(frame.getPixelType()).isEqualTo(io.earlyview.v1.PixelType.PIXEL_TYPE_UINT16);
        assertThat(frame.getPixels().toByteArray()).isEqualTo(new byte[] {1, 0, 2, 0, 3, 0, 4, 1});
        assertThat(frame.getPixelsSha256().toByteArray())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 0, 2, 0, 3, 0, 4, 1}));
        assertThat(frame.getSimulated()).isTrue();
        assertThat(frame.hasAcquiredAt()).isTrue();
        assertThat(frame.hasIngestedAt()).isFalse();

        assertThat(sent.get(2).getAcquisition().getCompleted().getFramesSent()).isEqualTo(1);
        assertThat(sent.get(3).getLabel().getClassName()).isEqualTo("abnormal");
        assertThat(sent.get(3).getLabel().getSource()).isEqualTo(LabelSource.LABEL_SOURCE_READER);
        assertThat(sent.get(3).getLabel().getAuthorSawScore()).isTrue();
    }

    @Test
    void abortedScansSayWhy() throws Exception {
        sender.end(EndOfScan.PATIENT);
        sender.end(EndOfScan.OPERATOR);
        sender.end(EndOfScan.EQUIPMENT);
        sender.delivery().join();

        assertThat(ingestion.taken())
                .extracting(request -> request.getAcquisition().getAborted().getReason())
                .containsExactly(
                        AbortReason.ABORT_REASON_PATIENT,
                        AbortReason.ABORT_REASON_OPERATOR,
                        AbortReason.ABORT_REASON_EQUIPMENT);
    }

    @Test
    void theEndIsSentOnceEveryFrameHasItsReceipt() throws Exception {
        List<CompletableFuture<Receipt>> frames = new CopyOnWriteArrayList<>();
        List<Boolean> allHadReceipts = new CopyOnWriteArrayList<>();
        ingestion.refuse(request -> {
            if (request.getAcquisition().hasCompleted()) {
                allHadReceipts.add(frames.stream().allMatch(CompletableFuture::isDone));
            }
            return Optional.empty();
        });
        ingestion.react(number -> number == 2 ? FakeIngestion.Reaction.BREAK : FakeIngestion.Reaction.ACCEPT);
        for (int index = 0; index < 3; index++) {
            frames.add(sender.frame(projection(index)));
        }
        sender.end(EndOfScan.COMPLETED).join();

        assertThat(allHadReceipts).containsExactly(true);
    }

    @Test
    void oneRefusedFrameMakesTheDeliveryRefused() throws Exception {
        ingestion.refuse(request -> request.hasFrame()
                ? Optional.of(FakeIngestion.refusal(RefusalCause.REFUSAL_CAUSE_DIGEST_MISMATCH, "digest"))
                : Optional.empty());
        sender.start();
        sender.frame(projection(0));

        assertThat(sender.delivery().join())
                .isEqualTo(new Delivery.Refused(1, RefusalCause.REFUSAL_CAUSE_DIGEST_MISMATCH, "digest"));
    }

    private static Projection projection(int index) {
        return new Projection(
                ViewPosition.projection(index, index * 3.0), PixelType.UINT16, 2, 2, ByteBuffer.wrap(new byte[] {
                    1, 0, 2, 0, 3, 0, 4, 1
                }));
    }
}
