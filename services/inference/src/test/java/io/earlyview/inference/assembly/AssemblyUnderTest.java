package io.earlyview.inference.assembly;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.SenderEnd;
import io.earlyview.inference.fixture.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An assembly with releases and a clock that a test sets, and the topic that it writes. */
final class AssemblyUnderTest implements Pins {
    static final String ID = Received.at(0).acquisition();
    static final int PARTITION = 3;
    static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofHours(6));

    private final Map<String, ReleaseReference> champions = new HashMap<>();
    private final Map<String, ReleaseReference> releases = new HashMap<>();
    private final Map<String, byte[]> topic = new HashMap<>();
    private Instant now = Received.NOW;
    private FrameAssembly assembly = fresh();

    private FrameAssembly fresh() {
        return new FrameAssembly(ExamCatalogue.bundled(), DEADLINES, this, () -> now);
    }

    @Override
    public Optional<ReleaseReference> champion(String exam) {
        return Optional.ofNullable(champions.get(exam));
    }

    @Override
    public Optional<ReleaseReference> release(String releaseId) {
        return Optional.ofNullable(releases.get(releaseId));
    }

    AssemblyUnderTest withChampion(ReleaseReference champion) {
        champions.put(champion.exam(), champion);
        releases.put(champion.releaseId(), champion);
        return this;
    }

    AssemblyUnderTest withoutRelease(String releaseId) {
        releases.remove(releaseId);
        return this;
    }

    FrameAssembly assembly() {
        return assembly;
    }

    /** The clock then stands so long after {@link Received#NOW}. */
    void at(Duration sinceNow) {
        now = Received.NOW.plus(sinceNow);
    }

    Optional<Due> take(Received frame) {
        return assembly.take(PARTITION, frame.frame());
    }

    Due due(Received frame) {
        return take(frame).orElseThrow();
    }

    Optional<Due> started(int frames) {
        return assembly.take(PARTITION, new AcquisitionWord.Started(ID, "datscan", frames, true, now));
    }

    Optional<Due> ended(int framesSent) {
        return assembly.take(PARTITION, new AcquisitionWord.Ended(ID, framesSent, false));
    }

    /** What its deadline has come for, where all frames that there are have been read. */
    List<Due> overdue() {
        return assembly.overdue(Set.of(PARTITION));
    }

    /** Lets an encoder read what waits for it: its embedding is the frame's angle. */
    int encode() {
        List<FrameAssembly.Unencoded> waiting = assembly.takeUnencoded();
        waiting.forEach(one ->
                assembly.encoded(one, EncodedFrame.of(one.frame(), one.release().releaseId(), embedding(one.frame()))));
        return waiting.size();
    }

    private static float[] embedding(ReceivedFrame frame) {
        return new float[] {(float) frame.angleDegrees(), frame.pixels()[0]};
    }

    boolean known() {
        return assembly.find(PARTITION, ID).isPresent();
    }

    OpenAcquisition acquisition() {
        return assembly.find(PARTITION, ID).orElseThrow();
    }

    boolean closed() {
        return acquisition().closed();
    }

    Optional<SenderEnd> senderEnd() {
        return acquisition().senderEnd();
    }

    List<Double> heldAngles() {
        return angles(List.copyOf(acquisition().held().values()));
    }

    static List<Double> angles(List<HeldFrame> frames) {
        return frames.stream().map(HeldFrame::angleDegrees).toList();
    }

    /** What is to be written, of all acquisitions. */
    Map<String, byte[]> records() {
        Map<String, byte[]> records = new HashMap<>();
        assembly.unwritten().values().forEach(records::putAll);
        return records;
    }

    Set<String> tombstones() {
        return records().entrySet().stream()
                .filter(record -> record.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Writes it; the topic then holds what compaction leaves. */
    void write() {
        records().forEach((key, value) -> {
            if (value == null) {
                topic.remove(key);
            } else {
                topic.put(key, value);
            }
        });
        assembly.written();
    }

    Map<String, byte[]> topic() {
        return topic;
    }

    /** Another process goes on from what was written. */
    void restart() {
        assembly = fresh();
        assembly.restore(PARTITION, StateRecords.joined(topic));
    }
}
