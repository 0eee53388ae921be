package io.earlyview.inference.assembly;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.SenderEnd;
import io.earlyview.v1.AssemblyState;
import io.earlyview.v1.ScoreState;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Parts of an open acquisition as values of topic {@code assembly}, and back. */
final class AssemblyStateCoding {
    private AssemblyStateCoding() {}

    /** What is known of an acquisition but its frames. */
    static byte[] encode(OpenAcquisition acquisition) {
        AssemblyState.Builder state = AssemblyState.newBuilder()
                .setAcquisitionId(acquisition.acquisitionId())
                .setExam(acquisition.exam())
                .setReleaseId(acquisition.releaseId())
                .setRevision(acquisition.revision())
                .setSettled(settled(acquisition.settled()))
                .setExpectedFrames(acquisition.expectedFrames())
                .setSimulated(acquisition.simulated())
                .setClosed(acquisition.closed())
                .setChangedAt(timestamp(acquisition.changedAt()));
        acquisition
                .senderEnd()
                .ifPresent(end -> state.setSenderEnd(io.earlyview.v1.SenderEnd.newBuilder()
                        .setFramesSent(end.framesSent())
                        .setAborted(end.aborted())
                        .setHeardAt(timestamp(end.heardAt()))));
        return state.build().toByteArray();
    }

    /** One frame that is held. */
    static byte[] encodeHeld(HeldFrame frame, String exam) {
        AssemblyState.Builder state = AssemblyState.newBuilder()
                .setAcquisitionId(frame.acquisitionId())
                .setExam(exam)
                .setChangedAt(timestamp(frame.receivedAt()));
        switch (frame) {
            case ReceivedFrame waiting -> state.addPending(HeldFrameCoding.encode(waiting));
            case EncodedFrame encoded -> state.setEncoded(HeldFrameCoding.encode(encoded));
        }
        return state.build().toByteArray();
    }

    /** A frame from its own record. */
    record Held(String exam, HeldFrame frame) {
        /** What is known of an acquisition of which there is nothing else. */
        OpenAcquisition alone(int place) {
            return OpenAcquisition.unknown(frame.acquisitionId(), exam, frame.receivedAt())
                    .holding(place, frame, frame.receivedAt());
        }
    }

    /** Only this service writes the topic, so a value that cannot be read is a broken invariant. */
    static Held decodeHeld(byte[] value) {
        AssemblyState state = parsed(value);
        Instant receivedAt = instant(state.getChangedAt());
        HeldFrame frame = state.hasEncoded()
                ? HeldFrameCoding.decode(state.getEncoded(), state.getAcquisitionId(), receivedAt)
                : HeldFrameCoding.decode(state.getPending(0), receivedAt);
        return new Held(state.getExam(), frame);
    }

    /** An acquisition without its frames. */
    static OpenAcquisition decode(byte[] value) {
        AssemblyState state = parsed(value);
        Instant changedAt = instant(state.getChangedAt());
        // Before revisions were counted, an acquisition had one score, and that was its last.
        boolean ofOld = state.getPublishedScoreIdsCount() > 0;
        return new OpenAcquisition(
                state.getAcquisitionId(),
                state.getExam(),
                state.getReleaseId(),
                Collections.emptyNavigableMap(),
                ofOld ? state.getPublishedScoreIdsCount() : state.getRevision(),
                settled(state.getSettled()),
                state.getExpectedFrames(),
                state.getSimulated(),
                state.hasSenderEnd()
                        ? Optional.of(new SenderEnd(
                                state.getSenderEnd().getFramesSent(),
                                state.getSenderEnd().getAborted(),
                                instant(state.getSenderEnd().getHeardAt())))
                        : Optional.empty(),
                ofOld || state.getClosed(),
                changedAt,
                changedAt);
    }

    private static AssemblyState parsed(byte[] value) {
        try {
            return AssemblyState.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a record of topic assembly is no earlyview.v1.AssemblyState", e);
        }
    }

    private static ScoreState settled(ScoreStage stage) {
        return switch (stage) {
            case STOP_NORMAL -> ScoreState.SCORE_STATE_STOP_NORMAL;
            case STOP_ABNORMAL -> ScoreState.SCORE_STATE_STOP_ABNORMAL;
            case PROVISIONAL, FINAL, CANNOT_SCORE -> ScoreState.SCORE_STATE_UNSPECIFIED;
        };
    }

    private static ScoreStage settled(ScoreState state) {
        return switch (state) {
            case SCORE_STATE_STOP_NORMAL -> ScoreStage.STOP_NORMAL;
            case SCORE_STATE_STOP_ABNORMAL -> ScoreStage.STOP_ABNORMAL;
            default -> ScoreStage.PROVISIONAL;
        };
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
