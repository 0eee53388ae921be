package io.earlyview.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.ingestion.Requests;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.AbortReason;
import io.earlyview.v1.AcquisitionAborted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.Label;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.RefusalCause;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventAndLabelValidationTest {
    private static final String ID = Requests.id(1);

    private final RequestValidation validation = new RequestValidation(ExamCatalogue.bundled());

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(IntakeRequest.newBuilder().setSequence(1).build(), Cause.INCOMPLETE, "no content"),
                refusal(AcquisitionEvent.newBuilder().setAcquisitionId(ID), Cause.INCOMPLETE, "event is missing"),
                refusal(Requests.started(""), Cause.INCOMPLETE, "acquisition_id is missing"),
                refusal(Requests.started("7"), Cause.MALFORMED_ID, "acquisition_id has 1 characters"),
                refusal(started(b -> b.getStartedBuilder().clearExam()), Cause.INCOMPLETE, "exam is missing"),
                refusal(started(b -> b.getStartedBuilder().setExam("mri")), Cause.UNKNOWN_EXAM, "none of datscan"),
                refusal(
                        started(b -> b.getStartedBuilder().setExpectedFrames(0)),
                        Cause.WRONG_SHAPE,
                        "expected_frames is 0, datscan has 1 to 120"),
                refusal(
                        started(b -> b.getStartedBuilder().setExpectedFrames(480)),
                        Cause.WRONG_SHAPE,
                        "expected_frames is 480, datscan has 1 to 120"),
                refusal(
                        started(b -> b.getStartedBuilder().clearPatientPseudonym()),
                        Cause.INCOMPLETE,
                        "patient_pseudonym is missing"),
                refusal(
                        started(b -> b.getStartedBuilder().setPatientPseudonym("Mustermann^Erika")),
                        Cause.MALFORMED_ID,
                        "patient_pseudonym has 16 characters"),
                refusal(
                        started(b -> b.getStartedBuilder().setScannerPseudonym("SN-1")),
                        Cause.MALFORMED_ID,
                        "scanner_pseudonym has 4 characters"),
                refusal(
                        started(b -> b.getStartedBuilder().clearStartedAt()),
                        Cause.INCOMPLETE,
                        "started_at is missing"),
                refusal(completed(129), Cause.WRONG_SHAPE, "frames_sent is 129, no exam has more than 128"),
                refusal(completed(-1), Cause.WRONG_SHAPE, "frames_sent is 4294967295"),
                refusal(
                        change(Requests.completed(ID), b -> b.getCompletedBuilder()
                                .clearCompletedAt()),
                        Cause.INCOMPLETE,
                        "completed_at is missing"),
                refusal(aborted(AbortReason.ABORT_REASON_UNSPECIFIED), Cause.INCOMPLETE, "reason is missing"),
                refusal(
                        change(aborted(AbortReason.ABORT_REASON_PATIENT), b -> b.getAbortedBuilder()
                                .clearAbortedAt()),
                        Cause.INCOMPLETE,
                        "aborted_at is missing"),
                refusal(
                        Requests.started(ID).setUnknownFields(padding(1 << 16)),
                        Cause.TOO_LARGE,
                        "at most 65536 are taken"),
                refusal(Requests.label("8"), Cause.MALFORMED_ID, "acquisition_id has 1 characters"),
                refusal(Requests.label(ID).setExam("mri"), Cause.UNKNOWN_EXAM, "none of datscan"),
                refusal(
                        Requests.label(ID).setClassName("Abnormal"),
                        Cause.WRONG_LABEL,
                        "none of datscan's classes normal, abnormal"),
                refusal(Requests.label(ID).setQuantity(73.5), Cause.WRONG_LABEL, "label is a quantity"),
                refusal(
                        Requests.label(ID).setExam("raster-volume"),
                        Cause.WRONG_LABEL,
                        "label is a class, raster-volume takes a quantity in mL"),
                refusal(
                        Requests.label(ID).setExam("raster-volume").setQuantity(2000.5),
                        Cause.WRONG_LABEL,
                        "label is 2000.5 mL, raster-volume takes 1.0 to 2000.0"),
                refusal(
                        Requests.label(ID).setExam("raster-volume").setQuantity(Double.NaN),
                        Cause.WRONG_LABEL,
                        "label is NaN mL"),
                refusal(
                        Requests.label(ID).setExam("ctc").setClassName("normal"),
                        Cause.WRONG_LABEL,
                        "none of ctc's classes leukocyte, ctc, cluster"),
                refusal(Requests.label(ID).clearValue(), Cause.INCOMPLETE, "value is missing"),
                refusal(
                        Requests.label(ID).setSource(LabelSource.LABEL_SOURCE_UNSPECIFIED),
                        Cause.INCOMPLETE,
                        "source is missing"),
                refusal(Requests.label(ID).setSourceValue(77), Cause.INCOMPLETE, "source is missing"),
                refusal(Requests.label(ID).clearLabelledAt(), Cause.INCOMPLETE, "labelled_at is missing"),
                refusal(Requests.label(ID).setUnknownFields(padding(1 << 16)), Cause.TOO_LARGE, "label has"));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("refusals")
    void isRefusedWithCauseLimitAndValue(IntakeRequest request, Cause cause, String explanation) {
        assertThat(validation.judge(request)).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.cause()).isEqualTo(cause);
            assertThat(refused.explanation()).contains(explanation).doesNotContain("Mustermann");
        });
    }

    @Test
    void goodOnesAreValid() {
        assertThat(Stream.of(
                        Requests.of(1, Requests.started(ID)),
                        Requests.of(1, started(b -> b.getStartedBuilder().setExpectedFrames(2))),
                        Requests.of(1, Requests.completed(ID)),
                        Requests.of(1, completed(0)),
                        Requests.of(1, aborted(AbortReason.ABORT_REASON_EQUIPMENT)),
                        Requests.of(1, aborted(AbortReason.ABORT_REASON_OPERATOR)),
                        Requests.of(1, Requests.label(ID)),
                        Requests.of(1, Requests.label(ID).setClassName("normal").setAuthorSawScore(true))))
                .allSatisfy(request -> assertThat(validation.judge(request)).isEqualTo(new Verdict.Valid()));
    }

    @Test
    void aWrongClassMayBeAnythingAndIsNotRepeated() {
        assertThat(validation.judge(Requests.of(1, Requests.label(ID).setClassName("Erika Mustermann"))))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.explanation())
                        .doesNotContain("Mustermann")
                        .contains("16 characters"));
    }

    @Test
    void everyCauseOfTheContractCanBeGivenAndNoOther() {
        assertThat(Arrays.stream(Cause.values()).map(cause -> "REFUSAL_CAUSE_" + cause.name()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RefusalCause.values())
                        .map(RefusalCause::name)
                        .filter(name -> !name.equals("REFUSAL_CAUSE_UNSPECIFIED") && !name.equals("UNRECOGNIZED"))
                        .toList());
    }

    /** The tables above leave no cause out. */
    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseIsTested(Cause cause) {
        assertThat(Stream.concat(refusals(), FrameValidationTest.refusals())
                        .map(arguments -> arguments.get()[1]))
                .contains(cause);
    }

    private static AcquisitionEvent.Builder started(Consumer<AcquisitionEvent.Builder> change) {
        return change(Requests.started(ID), change);
    }

    private static AcquisitionEvent.Builder change(
            AcquisitionEvent.Builder event, Consumer<AcquisitionEvent.Builder> change) {
        change.accept(event);
        return event;
    }

    private static AcquisitionEvent.Builder completed(int framesSent) {
        return change(Requests.completed(ID), b -> b.getCompletedBuilder().setFramesSent(framesSent));
    }

    private static AcquisitionEvent.Builder aborted(AbortReason reason) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(ID)
                .setAborted(AcquisitionAborted.newBuilder()
                        .setFramesSent(3)
                        .setReason(reason)
                        .setAbortedAt(Requests.NOW));
    }

    private static UnknownFieldSet padding(int bytes) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(new byte[bytes]))
                                .build())
                .build();
    }

    private static Arguments refusal(AcquisitionEvent.Builder event, Cause cause, String explanation) {
        return Arguments.of(Requests.of(1, event), cause, explanation);
    }

    private static Arguments refusal(Label.Builder label, Cause cause, String explanation) {
        return Arguments.of(Requests.of(1, label), cause, explanation);
    }
}
