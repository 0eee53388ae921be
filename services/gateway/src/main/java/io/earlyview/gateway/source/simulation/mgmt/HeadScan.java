package io.earlyview.gateway.source.simulation.mgmt;

import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.Spacing;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import io.earlyview.gateway.source.simulation.phantom.GaussianBlur;
import io.earlyview.gateway.source.simulation.phantom.Rotation;

/** Takes the slices of one head: pose, sampling, uneven receive field, gain of the site, Rician noise. */
final class HeadScan {

    static final int LARGEST = 4095;

    private static final double POSE_RADIANS = 0.07;
    private static final double POSE_MILLIMETRES = 4;
    /** The middle of the slices lies below that of the brain. */
    private static final double MIDDLE_MILLIMETRES = -6;

    private static final double BLUR_VOXELS = 0.5;
    private static final int TERMS = 8;

    private final MgmtPatient patient;
    private final int slices;
    private final int edge;
    private final Spacing spacing;
    private final Site site;
    private final Head head;
    private final Tumour tumour;
    private final Rotation pose;
    private final double[] shift = new double[3];
    /** Of the receive field: three slopes, three bends, two twists. */
    private final double[] bias = new double[TERMS];

    HeadScan(MgmtPatient patient, MgmtSettings settings) {
        this.patient = patient;
        slices = settings.slices();
        edge = settings.edge();
        spacing = settings.spacing();
        site = Site.number(patient.site());
        Draws body = Draws.of(patient.seed(), Draws.Purpose.BODY, 0);
        head = new Head(site, body);
        tumour = new Tumour(patient, head, body);
        Draws scene = Draws.of(patient.seed(), Draws.Purpose.SCENE, 0);
        pose = Rotation.draw(POSE_RADIANS, scene);
        for (int axis = 0; axis < 3; axis++) {
            shift[axis] = scene.normalWithin(0, POSE_MILLIMETRES, -2 * POSE_MILLIMETRES, 2 * POSE_MILLIMETRES);
        }
        for (int term = 0; term < TERMS; term++) {
            bias[term] = scene.normalWithin(0, 0.08, -0.16, 0.16);
        }
    }

    FrameStack render() {
        float[] values = new float[slices * edge * edge];
        double[] place = new double[3];
        for (int i = 0; i < values.length; i++) {
            toHead(i, place);
            double healthy = head.brightness(place[0], place[1], place[2]);
            values[i] = (float)
                    (healthy > 0 && tumour.mayReach(place[0], place[1], place[2])
                            ? tumour.brightness(place[0], place[1], place[2], healthy, head)
                            : healthy);
        }
        GaussianBlur blur = new GaussianBlur(BLUR_VOXELS);
        blur.along(values, edge, edge);
        blur.along(values, edge, 1);
        receive(values);
        return FrameStack.ofShorts(slices, edge, edge, values, LARGEST);
    }

    private void toHead(int index, double[] place) {
        int row = index / edge;
        int slice = row / edge;
        double x = (index - row * edge - (edge - 1) / 2.0) * spacing.columnMillimetres() + shift[0];
        double y = ((edge - 1) / 2.0 - (row - slice * edge)) * spacing.rowMillimetres() + shift[1];
        double z = (slice - (slices - 1) / 2.0) * spacing.sliceMillimetres() + MIDDLE_MILLIMETRES + shift[2];
        pose.turn(x, y, z, place);
    }

    private void receive(float[] values) {
        Draws noise = Draws.of(patient.seed(), Draws.Purpose.NOISE, 0);
        double deviation = site.noise() * site.gain();
        for (int i = 0; i < values.length; i++) {
            double signal = values[i] == 0 ? 0 : site.gain() * sensitivity(i) * values[i];
            double real = signal + deviation * noise.normal();
            double imaginary = deviation * noise.normal();
            values[i] = (float) Math.sqrt(real * real + imaginary * imaginary);
        }
    }

    /** Of the coil at a voxel: 1 on average. */
    private double sensitivity(int index) {
        int row = index / edge;
        int slice = row / edge;
        double x = 2.0 * (index - row * edge) / edge - 1;
        double y = 2.0 * (row - slice * edge) / edge - 1;
        double z = 2.0 * slice / slices - 1;
        return 1
                + bias[0] * x
                + bias[1] * y
                + bias[2] * z
                + bias[3] * (x * x - 0.2)
                + bias[4] * (y * y - 0.2)
                + bias[5] * (z * z - 0.2)
                + bias[6] * x * y
                + bias[7] * y * z;
    }
}
