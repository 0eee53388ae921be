package io.earlyview.inference.assembly;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.inference.assembly.FrameAssembly.Unencoded;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of acquisitions that began before their exam had a release: they wait with the frames that a score needs. */
final class FirstRelease {
    private final ExamCatalogue exams;
    private final Pins pins;
    private final OpenAcquisitions acquisitions;
    private final Revising revising;
    private final Consumer<Unencoded> unencoded;
    private final InstantSource clock;

    FirstRelease(
            ExamCatalogue exams,
            Pins pins,
            OpenAcquisitions acquisitions,
            Revising revising,
            Consumer<Unencoded> unencoded,
            InstantSource clock) {
        this.exams = exams;
        this.pins = pins;
        this.acquisitions = acquisitions;
        this.revising = revising;
        this.unencoded = unencoded;
        this.clock = clock;
    }

    /** It came: those that waited stay on it, and have their first score where all is there. */
    List<Due> came(String examName) {
        List<Due> due = new ArrayList<>();
        ExamDescriptor exam = exams.find(examName).orElseThrow();
        acquisitions.all().forEach((place, acquisition) -> {
            if (acquisition.exam().equals(examName)
                    && !acquisition.closed()
                    && !acquisition.pinned()
                    && !acquisition.held().isEmpty()) {
                pins.champion(examName)
                        .flatMap(champion -> pin(place.partition(), acquisition, exam, champion))
                        .ifPresent(due::add);
            }
        });
        return due;
    }

    private Optional<Due> pin(int partition, OpenAcquisition waiting, ExamDescriptor exam, ReleaseReference champion) {
        Places places = Places.of(exam, champion.kind());
        Instant now = clock.instant();
        OpenAcquisition after = waiting.withoutFrames().pinnedTo(champion.releaseId(), now);
        for (HeldFrame held : waiting.held().values()) {
            ReceivedFrame frame = (ReceivedFrame) held; // only a release's encoder makes others
            int place = places.of(frame).orElseThrow();
            after = after.holding(place, frame, now);
            if (champion.kind() == Kind.SET) {
                unencoded.accept(new Unencoded(partition, place, champion, frame));
            }
        }
        acquisitions.change(partition, after);
        HeldFrame latest = waiting.held().values().stream()
                .max(Comparator.comparing(HeldFrame::receivedAt).thenComparing(HeldFrame::acquiredAt))
                .orElseThrow();
        return places.enough(after.held())
                ? Optional.of(revising.onFrame(partition, after, places, latest))
                : Optional.empty();
    }

    /** Too much waits: those longest silent end without a score, until not more than {@code mostBytes} of pixels wait. */
    List<Due> endBeyond(long mostBytes) {
        if (acquisitions.pixelBytes() <= mostBytes) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        acquisitions.all().entrySet().stream()
                .filter(one -> !one.getValue().closed() && !one.getValue().pinned())
                .sorted(Comparator.comparing(one -> one.getValue().heardAt()))
                .takeWhile(one -> acquisitions.pixelBytes() > mostBytes)
                .forEach(one -> due.add(revising.atEnd(one.getKey().partition(), one.getValue())));
        return due;
    }
}
