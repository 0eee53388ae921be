package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final int SIZE = 64;

    @Test
    void copiesWithNoiseGainOffsetAndMirrorAreFoundAmongLikePictures() {
        SplittableRandom random = new SplittableRandom(21);
        List<float[]> pictures = new ArrayList<>();
        for (int patient = 0; patient < 60; patient++) {
            pictures.add(picture(random));
        }
        pictures.add(noisy(pictures.get(3), 1, 0, random));
        pictures.add(noisy(pictures.get(10), 1.7f, 40, random));
        pictures.add(noisy(mirrored(pictures.get(20)), 0.8f, 0, random));
        pictures.add(pictures.get(30).clone());

        List<NearDuplicates.Pair> found = NearDuplicates.across(
                prints(pictures), Cohorts.onePatientEach(pictures.size()), NearDuplicates.LIKENESS_SUSPECT);

        assertEquals(
                List.of("3-60", "10-61", "20-62", "30-63"),
                found.stream()
                        .sorted((a, b) -> Integer.compare(a.first(), b.first()))
                        .map(pair -> pair.first() + "-" + pair.second())
                        .toList());
        assertEquals(new NearDuplicates.Pair(30, 63, 1, true), found.getFirst());
        assertTrue(found.stream().skip(1).noneMatch(NearDuplicates.Pair::exact));
    }

    @Test
    void pairsWithinAGroupAreNoLeak() {
        SplittableRandom random = new SplittableRandom(22);
        float[] once = picture(random);
        List<ContentFingerprint> prints = prints(List.of(once, once, picture(random), once));

        List<NearDuplicates.Pair> found = NearDuplicates.across(prints, new String[] {"a", "a", "b", "b"}, 0.9);

        assertEquals(List.of(new NearDuplicates.Pair(0, 3, 1, true), new NearDuplicates.Pair(1, 3, 1, true)), found);
        assertEquals(List.of(List.of(0, 1, 3)), NearDuplicates.exact(prints));
    }

    @Test
    void oneChangedBitIsAnotherContent() {
        float[] picture = picture(new SplittableRandom(23));
        float[] changed = picture.clone();
        changed[77] = Math.nextUp(changed[77]);

        assertEquals(List.of(), NearDuplicates.exact(prints(List.of(picture, changed))));
        assertEquals(64, ContentFingerprint.of(picture, SIZE, SIZE).sha256().length());
        assertTrue(!ContentFingerprint.of(new float[12], 3, 4)
                .sha256()
                .equals(ContentFingerprint.of(new float[12], 4, 3).sha256()));
    }

    @Test
    void theGridByHand() {
        // Two planes of 2 x 2: four blocks each, means 1.5 and 5.5, squared differences 5 each.
        ContentFingerprint print = ContentFingerprint.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 2, 2, 2);

        assertEquals(-1.5 / Math.sqrt(10), print.blocks()[0], 1e-6);
        assertEquals(1.5 / Math.sqrt(10), print.blocks()[7], 1e-6);
        assertEquals(-0.5 / Math.sqrt(10), print.mirrored()[1][0], 1e-6);
        assertEquals(0.5 / Math.sqrt(10), print.mirrored()[2][0], 1e-6);
        assertEquals(1.5 / Math.sqrt(10), print.mirrored()[3][0], 1e-6);
    }

    @Test
    void blankPicturesAreAlikeAndNothingIsNoError() {
        List<ContentFingerprint> blank = prints(List.of(new float[SIZE * SIZE], new float[SIZE * SIZE]));

        assertEquals(
                1, NearDuplicates.across(blank, new String[] {"a", "b"}, 0.9).size());
        assertEquals(List.of(), NearDuplicates.across(List.of(), new String[0], 0.9));
    }

    @Test
    void aShapeThatDoesNotFitIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ContentFingerprint.of(new float[5], 2, 3));

        assertEquals("a tensor of shape [2, 3] has 6 values, at least 1, but there are 5", refused.getMessage());
    }

    @Test
    void fingerprintsOfAnotherGridAreRefused() {
        List<ContentFingerprint> prints =
                List.of(ContentFingerprint.of(new float[16], 4, 4), ContentFingerprint.of(new float[4], 2, 2));

        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> NearDuplicates.across(prints, new String[] {"a", "b"}, 0.9));

        assertEquals("fingerprints must have 16 blocks as the first has, but one has 4", refused.getMessage());
    }

    private static List<ContentFingerprint> prints(List<float[]> pictures) {
        return pictures.stream()
                .map(picture -> ContentFingerprint.of(picture, SIZE, SIZE))
                .toList();
    }

    /** One organ: the same large blob in each, and four small ones that are the patient's own. */
    private static float[] picture(SplittableRandom random) {
        float[] picture = new float[SIZE * SIZE];
        add(picture, 32, 32, 20, 100);
        for (int blob = 0; blob < 4; blob++) {
            add(picture, random.nextDouble(14, 50), random.nextDouble(14, 50), random.nextDouble(3, 6), 60);
        }
        return picture;
    }

    private static void add(float[] picture, double row, double column, double width, double height) {
        IntStream.range(0, picture.length).forEach(i -> {
            double squared = Math.pow((double) (i / SIZE) - row, 2) + Math.pow(i % SIZE - column, 2);
            picture[i] += (float) (height * Math.exp(-squared / (2 * width * width)));
        });
    }

    private static float[] noisy(float[] picture, float gain, float offset, SplittableRandom random) {
        float[] noisy = new float[picture.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = gain * (picture[i] + 5 * (float) random.nextGaussian()) + offset;
        }
        return noisy;
    }

    private static float[] mirrored(float[] picture) {
        float[] mirrored = new float[picture.length];
        for (int i = 0; i < mirrored.length; i++) {
            mirrored[i] = picture[i / SIZE * SIZE + SIZE - 1 - i % SIZE];
        }
        return mirrored;
    }
}
