package io.earlyview.training.curation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.DataSet.LeftOut;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.v1.Example;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FurtherView;
import io.earlyview.v1.Label;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which examples meet which labels. */
class LabelJoinTest {
    private final LabelJoin join = new LabelJoin(Acquisitions.DATSCAN);

    @Test
    void joinsByAcquisitionInOrderOfId() {
        join.label("b", label("normal"));
        join.label("a", label("abnormal"));
        join.example("b", example("b", 1));
        join.example("a", example("a", 1));
        DataSet joined = join.joined(List.of());

        assertEquals(List.of("a", "b"), ids(joined));
        assertEquals(1, joined.examples().getFirst().classIndex());
        assertEquals(0, joined.examples().getLast().classIndex());
        assertEquals(Map.of("normal", 1, "abnormal", 1), joined.perClass());
        assertEquals(new LeftOut(0, 0, 0, 0, 0, 0, 0, 0), joined.left());
    }

    @Test
    void theLastRecordHoldsAndATombstoneErases() {
        join.label("a", label("normal"));
        join.label("a", label("abnormal"));
        join.label("b", label("normal"));
        join.label("b", null);
        join.label("c", label("normal"));
        for (String id : List.of("a", "b", "c")) {
            join.example(id, example(id, 1));
        }
        join.example("a", example("a", 2));
        join.example("c", null);
        DataSet joined = join.joined(List.of());

        assertEquals(List.of("a"), ids(joined));
        assertEquals(1, joined.examples().getFirst().classIndex());
        assertEquals(2f, joined.examples().getFirst().tensor()[0]);
        assertEquals(new LeftOut(0, 0, 0, 0, 0, 2, 0, 0), joined.left());
    }

    @Test
    void whatIsSentAgainAfterATombstoneIsNotErased() {
        join.label("a", label("normal"));
        join.label("a", null);
        join.label("a", label("abnormal"));
        join.example("a", null);
        join.example("a", example("a", 1));

        assertEquals(new LeftOut(0, 0, 0, 0, 0, 0, 0, 0), join.joined(List.of()).left());
        assertEquals(List.of("a"), ids(join.joined(List.of())));
    }

    @Test
    void leavesOutAndCountsWhatMustNotBeTrainedOn() {
        join.label(
                "saw",
                Label.newBuilder(parsed("normal"))
                        .setAuthorSawScore(true)
                        .build()
                        .toByteArray());
        join.label("class", label("maybe"));
        join.label("lonely", label("normal"));
        join.label("broken", new byte[] {1, 2, 3});
        join.label(
                "other",
                Label.newBuilder(parsed("normal")).setExam("mgmt").build().toByteArray());
        join.label("shape", label("normal"));
        for (String id : List.of("saw", "class", "unlabelled", "other")) {
            join.example(id, example(id, 1));
        }
        join.example(
                "shape",
                Example.newBuilder().setExam("datscan").addShape(2).build().toByteArray());
        DataSet joined = join.joined(List.of());

        assertEquals(List.of(), ids(joined));
        // Without label: the unlabelled one, and the one whose label is of another exam.
        assertEquals(new LeftOut(2, 2, 1, 1, 2, 0, 0, 0), joined.left());
    }

    @Test
    void aVolumeNeedsItsSpacingAndAQuantityInRange() {
        ExamDescriptor raster = Acquisitions.EXAMS.find("raster-volume").orElseThrow();
        LabelJoin volumes = new LabelJoin(raster);
        volumes.label("good", quantity(73.5));
        volumes.label("large", quantity(2500));
        volumes.label("unspaced", quantity(73.5));
        volumes.example("good", volume(List.of(0.8, 0.5, 0.25)));
        volumes.example("large", volume(List.of(0.8, 0.5, 0.25)));
        volumes.example("unspaced", volume(List.of()));
        DataSet joined = volumes.joined(List.of());

        assertEquals(List.of("good"), ids(joined));
        LabelledExample good = joined.examples().getFirst();
        assertEquals(73.5, good.label());
        assertEquals(0.1 / 1000, good.voxelMillilitres(), 1e-12);
        assertEquals(new LeftOut(0, 1, 0, 1, 1, 0, 0, 0), joined.left());
    }

    @Test
    void moreVolumesThanThereIsMemoryForAreRefusedWithBothNumbers() {
        ExamDescriptor raster = Acquisitions.EXAMS.find("raster-volume").orElseThrow();
        LabelJoin volumes = new LabelJoin(raster, 10 << 20);
        List.of("a", "b").forEach(id -> volumes.label(id, quantity(70)));
        byte[] volume = volume(List.of(0.8, 0.5, 0.25));
        volumes.example("a", volume);
        volumes.example("a", volume);
        String refusal = String.valueOf(assertThrows(IllegalStateException.class, () -> volumes.example("b", volume))
                .getMessage());
        assertTrue(refusal.contains("example 2 of raster-volume would make 16 MiB"), refusal);
        assertTrue(refusal.contains("memory for 10 MiB"), refusal);
    }

    @Test
    void anEmptyPictureIsLeftOutUntilItIsSentAgain() {
        join.label("a", label("normal"));
        join.example("a", example("a", 0));
        DataSet empty = join.joined(List.of());
        assertEquals(List.of(), ids(empty));
        assertEquals(new LeftOut(0, 0, 0, 0, 0, 0, 1, 0), empty.left());

        join.example("a", example("a", 3));
        assertEquals(List.of("a"), ids(join.joined(List.of())));
    }

    @Test
    void simulatedExamplesAreNeverMixedWithRealOnes() {
        List.of("a", "b", "c").forEach(id -> join.label(id, label("normal")));
        join.example("a", example("a", 1, true));
        join.example("b", example("b", 1, true));
        assertEquals(List.of("a", "b"), ids(join.joined(List.of())));

        join.example("c", example("c", 1, false));
        DataSet joined = join.joined(List.of());
        assertEquals(List.of("c"), ids(joined));
        assertEquals(Map.of("normal", 1, "abnormal", 0), joined.perClass());
        assertEquals(new LeftOut(0, 0, 0, 0, 0, 0, 0, 2), joined.left());
    }

    private static byte[] quantity(double millilitres) {
        return Label.newBuilder()
                .setExam("raster-volume")
                .setQuantity(millilitres)
                .build()
                .toByteArray();
    }

    private static byte[] volume(List<Double> spacing) {
        byte[] tensor = new byte[128 * 128 * 128 * 4];
        tensor[3] = 1;
        return Example.newBuilder()
                .setExam("raster-volume")
                .addAllShape(List.of(128, 128, 128))
                .setTensor(ByteString.copyFrom(tensor))
                .addAllSpacingMm(spacing)
                .build()
                .toByteArray();
    }

    @Test
    void theDigestKnowsContentAndNotOrder() {
        String digest = digest(List.of("a", "b"), "normal", 1);

        assertEquals(digest, digest(List.of("b", "a"), "normal", 1));
        assertNotEquals(digest, digest(List.of("a", "b"), "abnormal", 1));
        assertNotEquals(digest, digest(List.of("a", "b"), "normal", 2));
        assertNotEquals(digest, digest(List.of("a", "c"), "normal", 1));
        assertEquals(64, digest.length());
    }

    @Test
    void furtherViewsAreInTheDigestAndOnlyTheirHashIsKept() {
        Example pair = parsedExample(example("a", 1));
        Example more =
                pair.toBuilder().addFurther(view(3, 7)).addFurther(view(183, 8)).build();
        Example turned =
                pair.toBuilder().addFurther(view(183, 8)).addFurther(view(3, 7)).build();

        assertEquals(Map.of(), joinedWith(pair).further());
        assertEquals(List.of("a"), List.copyOf(joinedWith(more).further().keySet()));
        assertNotEquals(joinedWith(pair).sha256(), joinedWith(more).sha256());
        assertNotEquals(joinedWith(more).sha256(), joinedWith(turned).sha256(), "the order in which they came counts");
        assertEquals(joinedWith(more).sha256(), joinedWith(pair, more).sha256());
        assertEquals(joinedWith(pair).sha256(), joinedWith(more, pair).sha256(), "the last record holds");
        assertEquals(
                1,
                joinedWith(pair.toBuilder()
                                .addFurther(view(3, 7).toBuilder().setPixels(ByteString.copyFrom(new byte[3])))
                                .build())
                        .left()
                        .undecodable());
    }

    private static DataSet joinedWith(Example... records) {
        LabelJoin join = new LabelJoin(Acquisitions.DATSCAN);
        join.label("a", label("normal"));
        for (Example example : records) {
            join.example("a", example.toByteArray());
        }
        return join.joined(List.of());
    }

    private static FurtherView view(double angle, int counts) {
        Frame frame = Acquisitions.frame("a", 0, angle, counts);
        return FurtherView.newBuilder()
                .setAngleDegrees(angle)
                .setPixelType(frame.getPixelType())
                .setPixels(frame.getPixels())
                .build();
    }

    private static Example parsedExample(byte[] bytes) {
        try {
            return Example.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String digest(List<String> ids, String className, float value) {
        LabelJoin join = new LabelJoin(Acquisitions.DATSCAN);
        ids.forEach(id -> join.label(id, label(className)));
        ids.forEach(id -> join.example(id, example(id, value)));
        return join.joined(List.of()).sha256();
    }

    private static List<String> ids(DataSet dataSet) {
        return dataSet.examples().stream().map(LabelledExample::acquisitionId).toList();
    }

    private static Label parsed(String className) {
        return Label.newBuilder().setExam("datscan").setClassName(className).build();
    }

    private static byte[] label(String className) {
        return parsed(className).toByteArray();
    }

    /** All pixels have this value but the last, which is 0. */
    private static byte[] example(String id, float value) {
        return example(id, value, false);
    }

    private static byte[] example(String id, float value, boolean simulated) {
        int bits = Float.floatToIntBits(value);
        byte[] tensor = new byte[2 * 128 * 128 * 4];
        for (int i = 0; i < tensor.length - 4; i++) {
            tensor[i] = (byte) (bits >>> (8 * (i % 4)));
        }
        return Example.newBuilder()
                .setAcquisitionId(id)
                .setSimulated(simulated)
                .setExam("datscan")
                .addAllShape(List.of(2, 128, 128))
                .setTensor(ByteString.copyFrom(tensor))
                .build()
                .toByteArray();
    }
}
