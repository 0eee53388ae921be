package io.earlyview.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.ingestion.Requests;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameValidationTest {
    private static final String ID = Requests.id(1);
    private static final int PIXELS = 128 * 128;

    private final RequestValidation validation = new RequestValidation(ExamCatalogue.bundled());

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(f -> f.clearAcquisitionId(), Cause.INCOMPLETE, "acquisition_id is missing"),
                refusal(f -> f.clearView(), Cause.INCOMPLETE, "view is missing"),
                refusal(f -> f.clearPixelsSha256(), Cause.INCOMPLETE, "pixels_sha256 is missing"),
                refusal(f -> f.clearAcquiredAt(), Cause.INCOMPLETE, "acquired_at is missing"),
                refusal(f -> f.clearExam(), Cause.INCOMPLETE, "exam is missing"),
                refusal(f -> f.setExam("petscan"), Cause.UNKNOWN_EXAM, "a name of 7 characters) is none of datscan"),
                refusal(f -> f.setRows(100), Cause.WRONG_SHAPE, "frame has 100 x 128 pixels, datscan takes 128 x 128"),
                refusal(f -> f.setColumns(-1), Cause.WRONG_SHAPE, "128 x 4294967295 pixels"),
                refusal(f -> f.setRows(256).setColumns(64), Cause.WRONG_SHAPE, "256 x 64"),
                refusal(
                        f -> f.setIndex(120),
                        Cause.WRONG_SHAPE,
                        "index is 120, it must be less than expected_frames, 120"),
                refusal(f -> f.setIndex(-1), Cause.WRONG_SHAPE, "index is 4294967295"),
                refusal(f -> f.setExpectedFrames(10).setIndex(10), Cause.WRONG_SHAPE, "index is 10"),
                refusal(f -> f.setExpectedFrames(0), Cause.WRONG_SHAPE, "expected_frames is 0, datscan has 1 to 120"),
                refusal(f -> f.setExpectedFrames(121), Cause.WRONG_SHAPE, "expected_frames is 121"),
                refusal(f -> f.setExpectedFrames(-5), Cause.WRONG_SHAPE, "expected_frames is 4294967291"),
                refusal(f -> f.clearPixelType(), Cause.WRONG_PIXEL_TYPE, "pixel_type is 0"),
                refusal(f -> f.setPixelTypeValue(9), Cause.WRONG_PIXEL_TYPE, "pixel_type is 9"),
                refusal(
                        f -> f.setPixelType(PixelType.PIXEL_TYPE_FLOAT32),
                        Cause.WRONG_LENGTH,
                        "pixels has 32768 bytes, 128 x 128 pixels of 4 bytes are 65536"),
                refusal(f -> f.setPixels(f.getPixels().substring(1)), Cause.WRONG_LENGTH, "pixels has 32767 bytes"),
                refusal(f -> f.clearPixels(), Cause.WRONG_LENGTH, "pixels has 0 bytes"),
                refusal(f -> f.setPixels(ByteString.copyFrom(new byte[(1 << 20) + 1])), Cause.TOO_LARGE, "1048576"),
                refusal(
                        f -> f.setPixelsSha256(f.getPixelsSha256().substring(1)),
                        Cause.DIGEST_MISMATCH,
                        "pixels_sha256 has 31 bytes, a SHA-256 has 32"),
                refusal(
                        f -> f.setPixelsSha256(ByteString.copyFrom(new byte[32])),
                        Cause.DIGEST_MISMATCH,
                        "not the SHA-256 of the 32768 bytes"),
                refusal(f -> angle(f, 360), Cause.WRONG_GEOMETRY, "angle_degrees is 360.0, it must be in [0, 360)"),
                refusal(f -> angle(f, -0.1), Cause.WRONG_GEOMETRY, "angle_degrees is -0.1"),
                refusal(f -> angle(f, Double.NaN), Cause.WRONG_GEOMETRY, "angle_degrees is NaN"),
                refusal(f -> angle(f, Double.POSITIVE_INFINITY), Cause.WRONG_GEOMETRY, "Infinity"),
                refusal(f -> detector(f, 0), Cause.WRONG_GEOMETRY, "detector is 0, it is numbered from 1"),
                refusal(f -> window(f, 0), Cause.WRONG_GEOMETRY, "energy_window is 0"),
                refusal(f -> plane(f, 3), Cause.WRONG_GEOMETRY, "plane is 3, it must be 0: datscan is a rotation"),
                refusal(
                        f -> slice(f, 128, .5),
                        Cause.WRONG_GEOMETRY,
                        "plane is 128, raster-volume has planes 0 to 127"),
                refusal(f -> slice(f, -1, .5), Cause.WRONG_GEOMETRY, "plane is 4294967295"),
                refusal(f -> slice(f, 0, 0), Cause.WRONG_GEOMETRY, "[0.0, 0.5, 0.5] mm, it must be above 0"),
                refusal(f -> slice(f, 0, -1), Cause.WRONG_GEOMETRY, "it must be above 0"),
                refusal(f -> slice(f, 0, Double.NaN), Cause.WRONG_GEOMETRY, "it must be above 0"),
                refusal(
                        f -> angle(slice(f, 0, .5), 3),
                        Cause.WRONG_GEOMETRY,
                        "angle_degrees is 3.0, it must be 0: raster-volume is no rotation"),
                refusal(
                        f -> Requests.withPixels(f, ByteString.copyFrom(new byte[PIXELS * 2])),
                        Cause.PIXELS_OUT_OF_RANGE,
                        "all 16384 pixels are 0"));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("refusals")
    void isRefusedWithCauseLimitAndValue(UnaryOperator<Frame.Builder> change, Cause cause, String explanation) {
        Verdict verdict = judge(change.apply(Requests.frame(ID, 3)));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.cause()).isEqualTo(cause);
            assertThat(refused.explanation()).contains(explanation);
        });
    }

    @Test
    void goodFramesAreValid() {
        assertThat(judge(Requests.frame(ID, 0))).isEqualTo(new Verdict.Valid());
        assertThat(judge(Requests.frame(ID, 119))).isEqualTo(new Verdict.Valid());
        assertThat(judge(Requests.frame(ID, 1).setExpectedFrames(2))).isEqualTo(new Verdict.Valid());
        assertThat(judge(angle(Requests.frame(ID, 1), 359.999))).isEqualTo(new Verdict.Valid());
        assertThat(judge(window(detector(Requests.frame(ID, 1), 2), 3))).isEqualTo(new Verdict.Valid());
    }

    @Test
    void whatASenderWroteAsIngestionTimeIsNoReasonToRefuse() {
        assertThat(judge(Requests.frame(ID, 0).setIngestedAt(Requests.NOW))).isEqualTo(new Verdict.Valid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Q",
                "ABCDEF0123456789ABCDEF0123456789",
                "abcdef0123456789abcdef012345678",
                "abcdef0123456789abcdef01234567890",
                "abcdef0123456789abcdef012345678g",
                "abcdef0123456789abcdef012345678\n",
                "Erika Mustermann, 1952-08-12, Ka"
            })
    void anIdThatIsNone(String id) {
        assertThat(judge(Requests.frame(ID, 0).setAcquisitionId(id)))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
                    assertThat(refused.cause()).isEqualTo(Cause.MALFORMED_ID);
                    assertThat(refused.explanation())
                            .contains(id.length() + " characters")
                            .doesNotContain(id);
                });
    }

    @Test
    void freeTextInTheExamIsNotRepeated() {
        assertThat(judge(Requests.frame(ID, 0).setExam("Mustermann, Erika")))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.explanation())
                        .doesNotContain("Mustermann"));
    }

    @ParameterizedTest
    @CsvSource({
        "PIXEL_TYPE_UINT8,   5,   true",
        "PIXEL_TYPE_UINT8,   255, true",
        "PIXEL_TYPE_UINT16,  65535, true",
        "PIXEL_TYPE_INT16,   32767, true",
        "PIXEL_TYPE_INT16,   -1, false",
        "PIXEL_TYPE_FLOAT32, 0.5, true",
        "PIXEL_TYPE_FLOAT32, -0.5, false",
        "PIXEL_TYPE_FLOAT32, NaN, false",
        "PIXEL_TYPE_FLOAT32, Infinity, false",
        "PIXEL_TYPE_FLOAT32, -Infinity, false",
    })
    void oneValueAmongCounts(PixelType type, double value, boolean valid) {
        int at = 4711;
        Verdict verdict = judge(Requests.withPixels(Requests.frame(ID, 0).setPixelType(type), pixels(type, at, value)));
        if (valid) {
            assertThat(verdict).isEqualTo(new Verdict.Valid());
        } else {
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
                assertThat(refused.cause()).isEqualTo(Cause.PIXELS_OUT_OF_RANGE);
                assertThat(refused.explanation()).contains("pixel 4711 is " + value);
            });
        }
    }

    /** Whatever bytes come: a verdict, never an exception; and valid only if an independent reading agrees. */
    @RepeatedTest(300)
    void anyFloatBytesGetAVerdict(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        ByteBuffer bytes = ByteBuffer.allocate(PIXELS * 4).order(ByteOrder.LITTLE_ENDIAN);
        boolean bad = false;
        boolean any = false;
        boolean wild = random.nextBoolean();
        while (bytes.hasRemaining()) {
            float value = wild && random.nextInt(PIXELS) == 0
                    ? Float.intBitsToFloat(random.nextInt())
                    : random.nextFloat() * 9;
            bad |= !(value >= 0 && value < Float.POSITIVE_INFINITY);
            any |= value > 0;
            bytes.putFloat(value);
        }
        Verdict verdict = judge(Requests.withPixels(
                Requests.frame(ID, 0).setPixelType(PixelType.PIXEL_TYPE_FLOAT32), ByteString.copyFrom(bytes.array())));
        assertThat(verdict instanceof Verdict.Valid)
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(any && !bad);
    }

    /** One changed byte anywhere in the pixels is noticed. */
    @RepeatedTest(100)
    void aFlippedBitIsNoticed(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Frame.Builder frame = Requests.frame(ID, 0);
        byte[] pixels = frame.getPixels().toByteArray();
        pixels[random.nextInt(pixels.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(judge(frame.setPixels(ByteString.copyFrom(pixels))))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.cause())
                        .isEqualTo(Cause.DIGEST_MISMATCH));
    }

    private Verdict judge(Frame.Builder frame) {
        return validation.judge(Requests.of(1, frame));
    }

    private static ByteString pixels(PixelType type, int at, double value) {
        int size =
                switch (type) {
                    case PIXEL_TYPE_UINT8 -> 1;
                    case PIXEL_TYPE_UINT16, PIXEL_TYPE_INT16 -> 2;
                    default -> 4;
                };
        ByteBuffer bytes = ByteBuffer.allocate(PIXELS * size).order(ByteOrder.LITTLE_ENDIAN);
        switch (size) {
            case 1 -> bytes.put(at, (byte) value);
            case 2 -> bytes.putShort(at * 2, (short) (int) value);
            default -> bytes.putFloat(at * 4, (float) value);
        }
        return ByteString.copyFrom(bytes.array());
    }

    private static Frame.Builder angle(Frame.Builder frame, double degrees) {
        frame.getViewBuilder().setAngleDegrees(degrees);
        return frame;
    }

    private static Frame.Builder detector(Frame.Builder frame, int detector) {
        frame.getViewBuilder().setDetector(detector);
        return frame;
    }

    private static Frame.Builder window(Frame.Builder frame, int window) {
        frame.getViewBuilder().setEnergyWindow(window);
        return frame;
    }

    @Test
    void aSliceWithItsSpacingIsTaken() {
        assertThat(judge(slice(Requests.frame(ID, 0), 127, 0.8))).isEqualTo(new Verdict.Valid());
    }

    private static Frame.Builder slice(Frame.Builder frame, int plane, double planeSpacing) {
        frame.setExam("raster-volume");
        frame.getViewBuilder()
                .setAngleDegrees(0)
                .setPlane(plane)
                .setPlaneSpacingMm(planeSpacing)
                .setRowSpacingMm(0.5)
                .setColumnSpacingMm(0.5);
        return frame;
    }

    private static Frame.Builder plane(Frame.Builder frame, int plane) {
        frame.getViewBuilder().setPlane(plane);
        return frame;
    }

    private static Arguments refusal(UnaryOperator<Frame.Builder> change, Cause cause, String explanation) {
        return Arguments.of(change, cause, explanation);
    }
}
