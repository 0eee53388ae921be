package io.earlyview.inference;

import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.assembly.FrameAssembly.Unencoded;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.StoppingPolicy;
import io.earlyview.inference.prediction.Network;
import io.earlyview.inference.release.LoadedRelease;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the networks: what is due is answered in the order in which it became due, and every frame of a {@code set} release is
 * read by its encoder once. Where a device takes batches, what already waits goes in together; nothing waits for a batch.
 */
final class Answering {
    private final FrameAssembly assembly;
    private final WorkerReleases releases;
    private final InstantSource clock;

    Answering(FrameAssembly assembly, WorkerReleases releases, InstantSource clock) {
        this.assembly = assembly;
        this.releases = releases;
        this.clock = clock;
    }

    private record Answer(Prediction prediction, Instant startedAt, Instant answeredAt) {}

    /** Reads all frames that no encoder has read, and answers what is due. */
    List<ScoreRevision> answer(List<Due> due) {
        Reading reading = new Reading(assembly.takeUnencoded());
        Map<Due, Answer> batched = batched(due);
        List<ScoreRevision> revisions = new ArrayList<>(due.size());
        for (Due one : due) {
            Answer early = batched.get(one);
            revisions.add(revision(one, early == null ? answer(one, reading) : early));
        }
        reading.rest();
        return revisions;
    }

    private Answer answer(Due due, Reading reading) {
        Instant started = clock.instant();
        if (due.unscorable().isPresent()) {
            return new Answer(new Prediction.None(due.unscorable().get()), started, started);
        }
        Prediction prediction =
                switch (network(due)) {
                    case Network.Stack stack ->
                        stack.predict(List.of(pixels(due))).getFirst();
                    case Network.Set set -> set.predict(reading.of(due.frames()));
                };
        return new Answer(prediction, started, clock.instant());
    }

    private Network network(Due due) {
        return releases.loaded(due.acquisition().releaseId()).orElseThrow().network();
    }

    private static List<ReceivedFrame> pixels(Due due) {
        return due.frames().stream().map(ReceivedFrame.class::cast).toList();
    }

    /** Acquisitions of stack releases that wait together, on a device that takes them so. */
    private Map<Due, Answer> batched(List<Due> due) {
        Map<Network.Stack, List<Due>> together = new LinkedHashMap<>();
        for (Due one : due) {
            if (one.unscorable().isEmpty() && network(one) instanceof Network.Stack stack && stack.batch() > 1) {
                together.computeIfAbsent(stack, s -> new ArrayList<>()).add(one);
            }
        }
        Map<Due, Answer> answers = new IdentityHashMap<>();
        together.forEach((stack, waiting) -> {
            for (int from = 0; from < waiting.size(); from += stack.batch()) {
                List<Due> batch = waiting.subList(from, Math.min(from + stack.batch(), waiting.size()));
                Instant started = clock.instant();
                List<Prediction> predictions =
                        stack.predict(batch.stream().map(Answering::pixels).toList());
                Instant answered = clock.instant();
                for (int i = 0; i < batch.size(); i++) {
                    answers.put(batch.get(i), new Answer(predictions.get(i), started, answered));
                }
            }
        });
        return answers;
    }

    private ScoreRevision revision(Due due, Answer answer) {
        Optional<ReleaseReference> release =
                releases.loaded(due.acquisition().releaseId()).map(LoadedRelease::reference);
        StoppingPolicy policy = release.map(ReleaseReference::stopping).orElse(StoppingPolicy.NONE);
        ScoreStage stage = stage(due, answer.prediction(), policy);
        return new ScoreRevision(
                due, release, answer.prediction(), stage, policy.limit(stage), answer.startedAt(), answer.answeredAt());
    }

    /** What a policy has said stays said until the acquisition ends. */
    private ScoreStage stage(Due due, Prediction prediction, StoppingPolicy policy) {
        if (prediction instanceof Prediction.None) {
            return ScoreStage.CANNOT_SCORE;
        }
        if (due.last()) {
            return ScoreStage.FINAL;
        }
        ScoreStage before = assembly.settled(due);
        if (before.settled() || !(prediction instanceof Prediction.Probability probability)) {
            return before;
        }
        ScoreStage now = policy.stage(probability.value(), due.frames().size());
        if (now.settled()) {
            assembly.settled(due, now);
        }
        return now;
    }

    /** The frames of one turn that encoders are to read. */
    private final class Reading {
        private final Map<ReceivedFrame, Unencoded> waiting = new IdentityHashMap<>();
        private final Map<ReceivedFrame, EncodedFrame> read = new IdentityHashMap<>();
        private final List<Unencoded> inOrder;

        Reading(List<Unencoded> unencoded) {
            this.inOrder = unencoded;
            unencoded.forEach(one -> waiting.put(one.frame(), one));
            Map<Network.Set, List<Unencoded>> together = new LinkedHashMap<>();
            for (Unencoded one : unencoded) {
                Network.Set encoder = encoder(one);
                if (encoder.batch() > 1) {
                    together.computeIfAbsent(encoder, e -> new ArrayList<>()).add(one);
                }
            }
            together.forEach((encoder, frames) -> {
                for (int from = 0; from < frames.size(); from += encoder.batch()) {
                    read(encoder, frames.subList(from, Math.min(from + encoder.batch(), frames.size())));
                }
            });
        }

        List<EncodedFrame> of(List<HeldFrame> frames) {
            return frames.stream()
                    .map(frame -> switch (frame) {
                        case EncodedFrame encoded -> encoded;
                        case ReceivedFrame pixels -> of(pixels);
                    })
                    .toList();
        }

        private EncodedFrame of(ReceivedFrame frame) {
            EncodedFrame known = read.get(frame);
            if (known != null) {
                return known;
            }
            Unencoded one = Objects.requireNonNull(waiting.get(frame), "a frame of a set that no encoder was to read");
            return read(encoder(one), List.of(one)).getFirst();
        }

        /** What nothing is due of yet is read too: pixels are not kept. */
        void rest() {
            inOrder.forEach(one -> of(one.frame()));
        }

        private List<EncodedFrame> read(Network.Set encoder, List<Unencoded> frames) {
            List<float[]> embeddings =
                    encoder.encode(frames.stream().map(Unencoded::frame).toList());
            List<EncodedFrame> all = new ArrayList<>(frames.size());
            for (int i = 0; i < embeddings.size(); i++) {
                Unencoded one = frames.get(i);
                EncodedFrame encoded =
                        EncodedFrame.of(one.frame(), one.release().releaseId(), embeddings.get(i));
                read.put(one.frame(), encoded);
                assembly.encoded(one, encoded);
                all.add(encoded);
            }
            return all;
        }

        private Network.Set encoder(Unencoded one) {
            return (Network.Set)
                    releases.loaded(one.release().releaseId()).orElseThrow().network();
        }
    }
}
