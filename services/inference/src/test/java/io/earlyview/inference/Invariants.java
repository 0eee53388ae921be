package io.earlyview.inference;

import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must hold of a simulated broker after every commit, worked out from its logs and not by the service's own code. */
final class Invariants {
    private final SimulatedBroker broker;
    private final boolean alwaysAChampion;
    private final Set<String> lostReleases;
    private final Map<String, List<ScoreRevision>> byAcquisition = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private int looked;

    /**
     * @param alwaysAChampion whether there was one from the first frame on, so that no view was let pass before it
     * @param lostReleases those that cannot be had any more
     */
    Invariants(SimulatedBroker broker, boolean alwaysAChampion, Set<String> lostReleases) {
        this.broker = broker;
        this.lostReleases = lostReleases;
        this.alwaysAChampion = alwaysAChampion;
    }

    /** Looks at what came since it last looked. */
    void check() {
        for (; looked < broker.scores().size(); looked++) {
            look(broker.scores().get(looked));
        }
        if (alwaysAChampion) {
            for (int partition = 0; partition < SimulatedBroker.PARTITIONS; partition++) {
                nothingIsLost(partition);
            }
        }
    }

    List<ScoreRevision> of(String acquisitionId) {
        return byAcquisition.getOrDefault(acquisitionId, List.of());
    }

    private void look(ScoreRevision score) {
        List<ScoreRevision> earlier =
                byAcquisition.computeIfAbsent(score.due().acquisition().acquisitionId(), id -> new ArrayList<>());
        require(ids.add(score.scoreId()), "a score id twice", score);
        require(score.due().revision() == earlier.size() + 1, "revision after " + earlier.size(), score);
        score.due()
                .frames()
                .forEach(frame -> require(
                        frame.acquisitionId().equals(score.due().acquisition().acquisitionId()),
                        "a frame of another acquisition",
                        score));
        if (!earlier.isEmpty()) {
            follows(score, earlier.getLast());
        }
        String pinnedTo = score.due().acquisition().releaseId();
        boolean withoutRelease = score.prediction() instanceof Prediction.None none
                && none.because().cause() == Unscorable.Cause.NO_RELEASE;
        require(
                !withoutRelease || pinnedTo.isEmpty() || lostReleases.contains(pinnedTo),
                "its release is there",
                score);
        if (score.prediction() instanceof Prediction.Probability probability) {
            double expected = SimulatedNetworks.expected(
                    release(score),
                    score.due().frames().stream().map(HeldFrame::pixelsSha256).toList());
            require(
                    Double.doubleToLongBits(expected) == Double.doubleToLongBits(probability.value()),
                    "the release says " + expected,
                    score);
        }
        earlier.add(score);
    }

    private static void follows(ScoreRevision score, ScoreRevision before) {
        require(
                before.stage() != ScoreStage.FINAL && !isEnd(before),
                "something after the last revision " + before.stage(),
                score);
        require(score.release().equals(before.release()) || isEnd(score), "two releases", score);
        require(
                score.due().frames().size() >= before.due().frames().size() || isEnd(score),
                "fewer frames than before",
                score);
        require(
                !digests(score).equals(digests(before)) || score.due().trigger().isEmpty(),
                "the same frames twice",
                score);
        require(
                !before.stage().settled()
                        || score.stage() == before.stage()
                        || score.due().last(),
                "settled as " + before.stage() + " and then not",
                score);
    }

    private static boolean isEnd(ScoreRevision score) {
        return score.due().last();
    }

    private static String release(ScoreRevision score) {
        return score.release().map(ReleaseReference::releaseId).orElse("");
    }

    private static List<String> digests(ScoreRevision score) {
        return score.due().frames().stream().map(HeldFrame::digest).toList();
    }

    /** Every frame below the committed offset is in the last revision or has a better one for its place. */
    private void nothingIsLost(int partition) {
        long offset = broker.committed(Topics.FRAMES.topicName(), partition);
        Map<String, TreeMap<Integer, Frame>> best = new HashMap<>();
        broker.log(Topics.FRAMES.topicName(), partition)
                .subList(0, (int) offset)
                .forEach(record -> {
                    if (record.value() != null && record.value().length > 3) {
                        Frame frame = parsed(record.value());
                        if (frame.getView().getEnergyWindow() == 1) {
                            best.computeIfAbsent(frame.getAcquisitionId(), id -> new TreeMap<>())
                                    .merge(place(frame), frame, Invariants::better);
                        }
                    }
                });
        for (OpenAcquisition open : broker.state(partition)) {
            if (open.closed() || !open.pinned()) {
                continue;
            }
            TreeMap<Integer, Frame> came = best.getOrDefault(open.acquisitionId(), new TreeMap<>());
            boolean enough = near(came.get(0), 0) && near(came.get(4), 180);
            List<ScoreRevision> scored = of(open.acquisitionId());
            if (SimulatedNetworks.kind(open.releaseId()) == Kind.SET && enough) {
                require(!scored.isEmpty(), "a set with all needed frames has no score", open);
                List<String> expected = came.values().stream()
                        .map(frame ->
                                HexFormat.of().formatHex(frame.getPixelsSha256().toByteArray()))
                        .toList();
                require(
                        digests(scored.getLast()).equals(expected),
                        "frames "
                                + expected.stream()
                                        .map(digest -> digest.substring(0, 8))
                                        .toList(),
                        scored.getLast());
            } else {
                require(scored.isEmpty() || SimulatedNetworks.kind(open.releaseId()) == Kind.SET, "open", open);
                require(!enough || SimulatedNetworks.kind(open.releaseId()) == Kind.SET, "waits in vain", open);
            }
        }
    }

    private static int place(Frame frame) {
        return (int) Math.round(frame.getView().getAngleDegrees() / 45) % SimulatedSender.VIEWS;
    }

    private static double distance(Frame frame) {
        double difference = Math.abs(frame.getView().getAngleDegrees() - place(frame) * 45.0);
        return Math.min(difference, 360 - difference);
    }

    private static boolean near(Frame frame, double angle) {
        return frame != null && Math.abs(frame.getView().getAngleDegrees() - angle) <= 10;
    }

    private static Frame better(Frame one, Frame other) {
        int nearer = Double.compare(distance(one), distance(other));
        if (nearer != 0) {
            return nearer < 0 ? one : other;
        }
        byte[] first = one.getPixelsSha256().toByteArray();
        byte[] second = other.getPixelsSha256().toByteArray();
        return Arrays.compareUnsigned(first, second) <= 0 ? one : other;
    }

    private static Frame parsed(byte[] value) {
        try {
            return Frame.parseFrom(value);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static void require(boolean holds, String what, OpenAcquisition of) {
        if (!holds) {
            throw new AssertionError("%s: acquisition %s on %s, places %s, revision %d"
                    .formatted(
                            what, of.acquisitionId(), of.releaseId(), of.held().keySet(), of.revision()));
        }
    }

    private static void require(boolean holds, String what, ScoreRevision of) {
        if (!holds) {
            throw new AssertionError(what + ": " + told(of));
        }
    }

    /** A revision in a line. */
    static String told(ScoreRevision score) {
        return "revision %d of %s, %s by %s, %s frames %s, places %s"
                .formatted(
                        score.due().revision(),
                        score.due().acquisition().acquisitionId(),
                        score.stage(),
                        release(score),
                        score.due().trigger().isPresent() ? "on a frame," : "at its end,",
                        score.due().frames().stream()
                                .map(frame -> frame.digest().substring(0, 8))
                                .toList(),
                        score.due().acquisition().held().keySet());
    }
}
