package io.earlyview.bench.views;

import io.earlyview.bench.projections.BinnedViews;
import io.earlyview.bench.views.HonestCohort.Patient;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.evaluation.NetworkScorer;
import io.earlyview.training.evaluation.SetScorer;
import io.earlyview.training.fitting.CalibrationFit;
import io.earlyview.training.fitting.Fitting;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.StageCalibration;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.onnx.OnnxWeights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Reads one cohort in several ways: the first opposite pair by every reader, then more and more views by the set network. */
final class ViewsStudy {
    static final int[] STAGES = {2, 4, 10, 20, 60, 120};
    private static final int[] COMPONENTS = {10, 20, 40, 60, 100};
    private static final String SET = "compact-set";

    private final ExamDescriptor exam = ExamCatalogue.bundled().find("datscan").orElseThrow();
    private final HonestCohort cohort;
    private final List<LabelledExample> examples;
    private final FittingPlan split;
    private final List<Patient> train;
    private final List<Patient> validation;
    private final List<Patient> test;
    private final long seed;
    private final PrintStream progress;

    /** {@code testShare} of the cases are held out from every reader. */
    ViewsStudy(HonestCohort cohort, double testShare, long seed, PrintStream progress) {
        this.cohort = cohort;
        this.seed = seed;
        this.progress = progress;
        this.examples = cohort.patients().stream().map(Patient::example).toList();
        this.split = new FittingPlan(exam, SET, 1, 16, 1e-3, testShare, seed);
        List<String> heldOut = ids(Fitting.heldOut(examples, split));
        List<String> watched = ids(Fitting.validation(examples, split));
        this.test = patients(heldOut::contains);
        this.validation = patients(watched::contains);
        this.train = patients(id -> !heldOut.contains(id) && !watched.contains(id));
    }

    int testCases() {
        return test.size();
    }

    int calibratedOn() {
        return validation.size();
    }

    int learnedFrom() {
        return train.size() + validation.size();
    }

    /** PCA and LDA; the number of components is the one that does best on the inner validation cases. */
    Reader pcaLda() {
        PcaLda best = PcaLda.learned(roots(train), labels(train), COMPONENTS[0]);
        double bestArea = 0;
        int bestComponents = 0;
        for (int components : COMPONENTS) {
            PcaLda learned = PcaLda.learned(roots(train), labels(train), components);
            double area = stage(2, validation, patient -> learned.logit(patient.roots()))
                    .areaByLabel()
                    .value();
            if (area > bestArea) {
                bestArea = area;
                best = learned;
                bestComponents = components;
            }
        }
        PcaLda reader = best;
        Calibration line = CalibrationFit.line(
                validation.stream().mapToDouble(p -> reader.logit(p.roots())).toArray(), wanted(validation));
        Stage stage = stage(2, test, patient -> sigmoid(line.of(reader.logit(patient.roots()))));
        return new Reader(
                "PCA and LDA",
                bestComponents + " components of the middle of both views, learned on the labels",
                stage);
    }

    /** A recipe as `train` would fit it. */
    Reader recipe(String name, String recipe, Weights taught, int epochs, double rate, String note) {
        return new Reader(name, note, pair(fitted(name, recipe, taught, epochs, rate)));
    }

    /** A network fitted on the first pair; {@code taught}: values to begin with, none to draw all. */
    OnnxNetwork fitted(String name, String recipe, Weights taught, int epochs, double rate) {
        FittingPlan plan = new FittingPlan(exam, recipe, epochs, 16, rate, split.heldOutShare(), seed);
        FittingOutcome outcome = Fitting.fit(examples, plan, made(recipe), taught, new FittingProgress() {
            @Override
            public void onEpoch(EpochFigures figures) {
                progress.printf(
                        Locale.ROOT,
                        "  %s: epoch %d of %d, loss %.3f, inner validation %.3f%n",
                        name,
                        figures.epoch(),
                        figures.epochs(),
                        figures.trainLoss(),
                        figures.validationFigure());
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        });
        if (outcome instanceof FittingOutcome.Fitted fitted) {
            return fitted.onnx();
        }
        throw new IllegalStateException(name + " gave no network: " + outcome);
    }

    private Recipe made(String recipe) {
        return Recipes.find(recipe, examples.getFirst().shape(), exam).orElseThrow();
    }

    private Stage pair(OnnxNetwork onnx) {
        try (NetworkScorer scorer = NetworkScorer.of(onnx, exam)) {
            return stage(2, test, patient -> scorer.predict(patient.example())[0]);
        }
    }

    /** The set network, fitted on pairs, reading more and more views; each stage has a line of its own. */
    List<Stage> stages(OnnxNetwork fitted) {
        Weights weights = OnnxWeights.of(fitted);
        List<Stage> stages = new ArrayList<>();
        var network = made(SET).network();
        try (SetScorer scores = new SetScorer(
                OnnxExport.encoder(network, weights),
                OnnxExport.head(network, weights, StageCalibration.same(2, Calibration.NONE)))) {
            Map<Integer, float[][]> embeddings = embeddings(scores);
            for (int views : STAGES) {
                if (views > cohort.views()) {
                    break;
                }
                ToDoubleFunction<Patient> logit = patient ->
                        logit(scores.probability(Objects.requireNonNull(embeddings.get(patient.number())), views));
                Calibration line = CalibrationFit.line(
                        validation.stream().mapToDouble(logit).toArray(), wanted(validation));
                stages.add(stage(views, test, patient -> sigmoid(line.of(logit.applyAsDouble(patient)))));
            }
        }
        return stages;
    }

    private Map<Integer, float[][]> embeddings(SetScorer scores) {
        Map<Integer, float[][]> all = new ConcurrentHashMap<>();
        List<Patient> needed = new ArrayList<>(validation);
        needed.addAll(test);
        needed.parallelStream().forEach(patient -> {
            float[][] embeddings = new float[cohort.views()][];
            for (int view = 0; view < embeddings.length; view++) {
                double angle = DatscanProtocol.angleDegrees(HonestCohort.taken(view));
                embeddings[view] =
                        scores.embedding(patient.view(view), BinnedViews.WHOLE.edge(), BinnedViews.WHOLE.edge(), angle);
            }
            all.put(patient.number(), embeddings);
        });
        return all;
    }

    private static Stage stage(int views, List<Patient> patients, ToDoubleFunction<Patient> probability) {
        boolean[] truth = new boolean[patients.size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = patients.get(i).abnormal();
        }
        return new Stage(views, patients.stream().mapToDouble(probability).toArray(), truth, labels(patients));
    }

    private List<Patient> patients(Predicate<String> wanted) {
        return cohort.patients().stream()
                .filter(patient -> wanted.test(patient.id()))
                .toList();
    }

    private static List<String> ids(List<LabelledExample> examples) {
        return examples.stream().map(LabelledExample::acquisitionId).toList();
    }

    private static double[][] roots(List<Patient> patients) {
        return patients.stream().map(Patient::roots).toArray(double[][]::new);
    }

    private static boolean[] labels(List<Patient> patients) {
        boolean[] labels = new boolean[patients.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = patients.get(i).labelledAbnormal();
        }
        return labels;
    }

    private static double[] wanted(List<Patient> patients) {
        return patients.stream().mapToDouble(p -> p.labelledAbnormal() ? 1 : 0).toArray();
    }

    private static double logit(double probability) {
        double held = Math.clamp(probability, 1e-7, 1 - 1e-7);
        return Math.log(held / (1 - held));
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
