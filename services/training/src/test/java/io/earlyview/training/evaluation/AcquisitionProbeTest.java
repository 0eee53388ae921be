package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

class AcquisitionProbeTest {
    private static final int SIZE = 16;
    private static final int SITES = 4;

    /** Every other of four sites: no line through level or noise tells the classes, neighbours do. */
    @Test
    void aPatternOfSitesIsFound() {
        AcquisitionProbe probe = probe((site, random) -> random.nextDouble() < 0.85 ? site % 2 : 1 - site % 2);

        assertTrue(probe.area() > 0.75, probe.toString());
        assertEquals(1999, probe.shuffles());
        assertTrue(probe.p() <= 0.001, probe.toString());
    }

    @Test
    void sitesThatSayNothingAreLeftAlone() {
        AcquisitionProbe probe = probe((_, random) -> random.nextInt(2));

        assertTrue(probe.area() < 0.65, probe.toString());
        assertTrue(probe.p() > 0.001, probe.toString());
    }

    /** The disease shows in the middle of the frame, brightly; its corners are as everywhere. */
    @Test
    void whatTheOrganShowsIsNotHowItWasTaken() {
        Random random = new Random(3);
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            LabelledExample example = example(i, i % SITES, i / SITES % 2, random);
            for (int at = 0; at < example.tensor().length; at++) {
                boolean middle = Math.abs(at % SIZE - SIZE / 2) < 4 && Math.abs(at / SIZE % SIZE - SIZE / 2) < 4;
                example.tensor()[at] *= middle && example.label() == 1 ? 3 : 1;
            }
            examples.add(example);
        }

        AcquisitionProbe probe = AcquisitionProbe.of(examples, 2, 1).orElseThrow();

        assertTrue(probe.p() > 0.001, probe.toString());
    }

    /** Each patient has a stain and a class of its own: among other patients it says nothing. */
    @Test
    void oneselfIsNoWitness() {
        Random random = new Random(5);
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int patient = i / 10;
            LabelledExample each = example(i, 0, patient % 2, random);
            for (int at = 0; at < each.tensor().length; at++) {
                each.tensor()[at] += 40 * (patient * 7 % 20);
            }
            examples.add(new LabelledExample(
                    each.acquisitionId(),
                    "patient-" + patient,
                    each.shape(),
                    each.tensor(),
                    each.spacingMillimetres(),
                    each.label(),
                    true));
        }

        AcquisitionProbe probe = AcquisitionProbe.of(examples, 2, 1).orElseThrow();

        assertTrue(probe.p() > 0.001, probe.toString());
    }

    @Test
    void ofTooFewNothingIsSaid() {
        List<LabelledExample> few = examples(39, (_, random) -> random.nextInt(2));
        assertEquals(Optional.empty(), AcquisitionProbe.of(few, 2, 1));
        assertEquals(Optional.empty(), AcquisitionProbe.of(examples(100, (_, _) -> 0), 2, 1));
        assertEquals(Optional.empty(), AcquisitionProbe.of(examples(100, (_, _) -> 0), 0, 1));
    }

    private static AcquisitionProbe probe(ToDoubleBiFunction<Integer, Random> label) {
        return AcquisitionProbe.of(examples(160, label), 2, 1).orElseThrow();
    }

    private static List<LabelledExample> examples(int count, ToDoubleBiFunction<Integer, Random> label) {
        Random random = new Random(7);
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int site = random.nextInt(SITES);
            examples.add(example(i, site, label.applyAsDouble(site, random), random));
        }
        return examples;
    }

    /** Noise on air, whose size is the site's. */
    private static LabelledExample example(int number, int site, double label, Random random) {
        float[] values = new float[2 * SIZE * SIZE];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) Math.abs((8 + 8 * site) * random.nextGaussian());
        }
        String name = "patient-%03d".formatted(number);
        return new LabelledExample(name, name, new int[] {2, SIZE, SIZE}, values, new double[0], label, true);
    }
}
