package io.earlyview.training.evaluation.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.evaluation.ConfusionMatrix;
import io.earlyview.training.evaluation.Estimate;
import io.earlyview.training.evaluation.Reliability;
import io.earlyview.training.evaluation.RocArea;
import io.earlyview.training.evaluation.RocCurve;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Every picture is looked at as XML; the files lie in target/plots for whoever wants to look at them by eye. */
class PlotsTest {
    private static final Path FOLDER = Path.of("target", "plots");

    @Test
    void everyPictureIsWellFormedWithItsTitleAndNote() throws Exception {
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, String> picture : pictures().entrySet()) {
            Files.writeString(FOLDER.resolve(picture.getKey() + ".svg"), picture.getValue());
            String words = String.join(
                    " ",
                    texts(picture.getValue()).stream()
                            .map(Element::getTextContent)
                            .toList());
            assertTrue(words.contains("Simulated data. Research use only."), picture.getKey());
            assertTrue(words.contains("Simulated cohort"), picture.getKey());
            assertFalse(picture.getValue().contains("NaN"), picture.getKey());
            assertFalse(picture.getValue().contains("Infinity"), picture.getKey());
        }
    }

    @Test
    void noTextLiesUponAnotherOrOutsideThePicture() throws Exception {
        for (Map.Entry<String, String> picture : pictures().entrySet()) {
            Element root = parsed(picture.getValue()).getDocumentElement();
            Rectangle2D whole = new Rectangle2D.Double(
                    0,
                    0,
                    Double.parseDouble(root.getAttribute("width")),
                    Double.parseDouble(root.getAttribute("height")));
            List<Rectangle2D> boxes = new ArrayList<>();
            for (Element text : texts(picture.getValue())) {
                Rectangle2D box = box(text);
                String where = picture.getKey() + ": " + text.getTextContent();
                assertTrue(whole.contains(box), where);
                assertTrue(boxes.stream().noneMatch(box::intersects), where);
                boxes.add(box);
            }
        }
    }

    @Test
    void theSameFiguresGiveTheSameBytes() {
        assertEquals(pictures(), pictures());
    }

    @Test
    void namesAreEscaped() throws Exception {
        String picture = LinePlot.of(
                Caption.ofSimulated("a < b & c"), "x", "y", List.of(new LinePlot.Series("<i>", List.of())), false);

        assertTrue(
                texts(picture).stream().anyMatch(text -> text.getTextContent().equals("a < b & c")));
        assertTrue(
                texts(picture).stream().anyMatch(text -> text.getTextContent().equals("<i>")));
    }

    @Test
    void aLossThatIsNoNumberLeavesAGap() throws Exception {
        double[] losses = {1, 0.9, Double.NaN, 0.7, 0.6, Double.POSITIVE_INFINITY, 0.5};

        String picture = LossPlot.of(
                Caption.ofSimulated("Losses"), "Loss", List.of(new LossPlot.Run("run", losses, new double[0])), false);

        assertEquals(2, parsed(picture).getElementsByTagName("polyline").getLength());
        assertEquals(1, parsed(picture).getElementsByTagName("circle").getLength());
    }

    @Test
    void pointsLieWhereTheirValuesSay() throws Exception {
        String picture = ScatterPlot.of(
                Caption.ofSimulated("x"),
                "volume (mL)",
                new double[] {0, 50, 100},
                new double[] {0, 100, 100},
                List.of());

        NodeList dots = parsed(picture).getElementsByTagName("circle");
        double left = number(dots.item(0), "cx");
        double right = number(dots.item(2), "cx");
        assertEquals(440, right - left, 0.01);
        assertEquals(440, number(dots.item(0), "cy") - number(dots.item(2), "cy"), 0.01);
        assertEquals(right, number(dots.item(1), "cx"), 0.01);
        assertEquals((number(dots.item(0), "cy") + number(dots.item(2), "cy")) / 2, number(dots.item(1), "cy"), 0.01);
    }

    @Test
    void namesThatDoNotFitTheMatrixAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionPlot.of(
                        Caption.ofSimulated("x"), new ConfusionMatrix(new int[][] {{1}}), List.of("a", "b")));

        assertEquals("names must be 1, but are 2", refused.getMessage());
    }

    private static Map<String, String> pictures() {
        SplittableRandom random = new SplittableRandom(25);
        boolean[] positive = new boolean[258];
        double[] good = new double[258];
        double[] fair = new double[258];
        for (int i = 0; i < 258; i++) {
            positive[i] = random.nextDouble() < 0.57;
            good[i] = sigmoid(2 * random.nextGaussian() + (positive[i] ? 1.8 : -1.8));
            fair[i] = sigmoid(2 * random.nextGaussian() + (positive[i] ? 0.8 : -0.8));
        }
        Map<String, String> pictures = new TreeMap<>();
        pictures.put(
                "roc",
                RocPlot.of(
                        Caption.ofSimulated(
                                "Simulated cohort: DaTscan from two views and from twenty, held-out patients"),
                        List.of(curve("20 views", good, positive), curve("2 views", fair, positive))));
        pictures.put(
                "reliability",
                ReliabilityPlot.of(
                        Caption.ofSimulated("Simulated cohort: calibration"),
                        Reliability.of(good, positive, 10),
                        good));
        pictures.put(
                "loss",
                LossPlot.of(
                        Caption.ofSimulated("Simulated cohort: raw counts against standardised"),
                        "Cross-entropy (nats)",
                        List.of(
                                new LossPlot.Run("raw counts", falling(0.69, 0.01, 30), falling(0.69, 0.008, 30)),
                                new LossPlot.Run("standardised", falling(0.69, 0.1, 30), falling(0.67, 0.05, 30))),
                        false));
        pictures.put(
                "loss-logarithmic",
                LossPlot.of(
                        Caption.ofSimulated("Simulated cohort: one batch of sixteen learned by heart"),
                        "Cross-entropy (nats)",
                        List.of(new LossPlot.Run("one batch", falling(0.69, 0.2, 40), new double[0])),
                        true));
        double[] truth = random.doubles(200, 20, 150).toArray();
        double[] predicted = new double[200];
        Arrays.setAll(predicted, i -> 20 + 0.8 * truth[i] + 9 * random.nextGaussian());
        pictures.put(
                "scatter",
                ScatterPlot.of(
                        Caption.ofSimulated("Simulated cohort: volume from a sweep"),
                        "volume (mL)",
                        predicted,
                        truth,
                        List.of("R² 0.91 (0.86 to 0.94), mean absolute error 9.1 mL (7.7 to 10.9), 30 patients")));
        pictures.put(
                "confusion",
                ConfusionPlot.of(
                        Caption.ofSimulated("Simulated cohort: cells in four channels"),
                        new ConfusionMatrix(new int[][] {{510, 28, 2}, {31, 402, 17}, {1, 4, 5}}),
                        List.of("leukocyte", "circulating tumour cell", "cluster or double-positive")));
        pictures.put(
                "views",
                LinePlot.of(
                        Caption.ofSimulated("Simulated cohort: area under the ROC curve as views arrive"),
                        "Views received",
                        "AUROC",
                        List.of(
                                series("network on the set of views", 0.86, 0.03, random),
                                series("likelihood observer", 0.89, 0.02, random),
                                series("first two views only", 0.855, 0.0, random)),
                        true));
        pictures.put(
                "dots",
                DotPlot.of(
                        Caption.ofSimulated("Simulated cohort: from the last needed frame to the score"),
                        "Milliseconds",
                        List.of("half of them", "99 of 100"),
                        List.of(
                                new DotPlot.Row(
                                        "one program", List.of(new Estimate(2.1, 1.9, 2.4), new Estimate(7, 5, 11))),
                                new DotPlot.Row(
                                        "another program",
                                        List.of(new Estimate(58, 51, 70), new Estimate(Double.NaN, 0, 0)))),
                        true));
        return pictures;
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static RocPlot.Curve curve(String name, double[] scores, boolean[] positive) {
        return new RocPlot.Curve(
                name,
                RocCurve.of(scores, positive),
                RocArea.of(scores, positive).estimate());
    }

    private static double[] falling(double from, double rate, int epochs) {
        double[] losses = new double[epochs];
        Arrays.setAll(losses, i -> from * Math.exp(-rate * i));
        return losses;
    }

    private static LinePlot.Series series(String name, double at2, double rise, SplittableRandom random) {
        List<LinePlot.Point> points = new ArrayList<>();
        for (int views : new int[] {2, 5, 10, 20, 60, 120}) {
            double value = at2 + rise * Math.log(views / 2.0) / Math.log(10) + 0.004 * random.nextGaussian();
            points.add(new LinePlot.Point(views, new Estimate(value, value - 0.04, Math.min(1, value + 0.035))));
        }
        return new LinePlot.Series(name, points);
    }

    /** Where a text lies, by a wide estimate of its letters. */
    private static Rectangle2D box(Element text) {
        double size = Double.parseDouble(text.getAttribute("font-size"));
        double width = 0.5 * size * text.getTextContent().length();
        String turned = text.getAttribute("transform");
        if (!turned.isEmpty()) {
            String[] at = turned.replaceAll("translate\\(([^)]*)\\).*", "$1").split(" ");
            return new Rectangle2D.Double(
                    Double.parseDouble(at[0]) - 0.75 * size, Double.parseDouble(at[1]) - width / 2, size, width);
        }
        double x = Double.parseDouble(text.getAttribute("x"));
        double from =
                switch (text.getAttribute("text-anchor")) {
                    case "middle" -> x - width / 2;
                    case "end" -> x - width;
                    default -> x;
                };
        return new Rectangle2D.Double(from, Double.parseDouble(text.getAttribute("y")) - 0.75 * size, width, size);
    }

    private static double number(Node node, String attribute) {
        return Double.parseDouble(((Element) node).getAttribute(attribute));
    }

    private static List<Element> texts(String picture) throws Exception {
        NodeList nodes = parsed(picture).getElementsByTagName("text");
        List<Element> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add((Element) nodes.item(i));
        }
        return texts;
    }

    private static Document parsed(String picture) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
    }
}
