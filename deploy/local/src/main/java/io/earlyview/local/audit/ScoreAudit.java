package io.earlyview.local.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.topics.Topics;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares what gateways hold receipts for with what an independent, read-committed subscriber of topic {@code scores} is
 * given, with the tables of results, and with the examples that training has kept.
 */
public final class ScoreAudit {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final ExamCatalogue exams = ExamCatalogue.bundled();
    private final TopicReader topics;
    private final DatabaseReader database;

    /** @param databaseUrl for JDBC */
    public ScoreAudit(String bootstrapServers, String databaseUrl) {
        this.topics = new TopicReader(bootstrapServers);
        this.database = new DatabaseReader(databaseUrl);
    }

    /**
     * Looks until nothing is missing and no further score comes, or patience ends; what is missing then is lost.
     *
     * @param sent all that was sent, and no more is sent meanwhile
     * @param seen what a subscriber was given live, acquisition id by score id: it may not vanish
     */
    public AuditReport settled(Collection<SentAcquisition> sent, Map<String, String> seen, Duration patience)
            throws InterruptedException {
        long begin = System.nanoTime();
        int before = -1;
        while (true) {
            long look = System.nanoTime();
            AuditReport report = look(sent, seen);
            boolean quiet = report.lost() == 0 && report.scores() == before;
            if (quiet || System.nanoTime() - begin > patience.toNanos()) {
                return report;
            }
            before = report.scores();
            // A look at much takes long; it must not be all that the machine does.
            TimeUnit.NANOSECONDS.sleep(Math.max(BETWEEN_LOOKS.toNanos(), System.nanoTime() - look));
        }
    }

    private AuditReport look(Collection<SentAcquisition> sent, Map<String, String> seen) {
        SubscriberView topic = new SubscriberView();
        int[] scores = {0};
        topics.read(Topics.SCORES, record -> {
            topic.take(Revision.of(record.value()));
            scores[0]++;
        });
        seen.forEach(topic::mustHave);
        StoredView stored = new StoredView(topic);
        Kept kept;
        try {
            database.scores(stored::take);
            kept = kept();
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be audited: " + e.getMessage(), e);
        }
        return report(sent, topic, stored, kept, scores[0], exams);
    }

    static AuditReport report(
            Collection<SentAcquisition> sent,
            SubscriberView topic,
            StoredView stored,
            Kept kept,
            int scores,
            ExamCatalogue exams) {
        List<Finding> findings = new ArrayList<>(topic.findings());
        findings.addAll(stored.findings());
        int frames = 0;
        for (SentAcquisition acquisition : sent) {
            frames += acquisition.accepted().size();
            kept.missing(acquisition, exams.find(acquisition.exam()).orElseThrow(), topic)
                    .forEach(sentence -> findings.add(Finding.lost(acquisition.id(), sentence)));
        }
        return new AuditReport(sent.size(), frames, scores, topic.firstFrames(), findings);
    }

    private Kept kept() throws SQLException {
        Set<String> examples = new HashSet<>();
        topics.read(Topics.EXAMPLES, record -> examples.add(record.key()));
        Set<String> setReleases = new HashSet<>();
        Set<String> championOfSets = new HashSet<>();
        topics.read(Topics.MODELS, record -> {
            if (record.value() == null || Topics.isRefusalKey(record.key())) {
                return;
            }
            ReleaseManifest manifest = manifest(record);
            boolean set = manifest.getKind() == ReleaseKind.RELEASE_KIND_SET;
            if (set) {
                setReleases.add(manifest.getReleaseId());
            }
            if (set && record.key().equals(Topics.modelsKey(manifest.getExam(), "champion"))) {
                championOfSets.add(manifest.getExam());
            }
        });
        return new Kept(database.acquisitions(), examples, setReleases, championOfSets);
    }

    private static ReleaseManifest manifest(ConsumerRecord<String, byte[]> record) {
        try {
            return ReleaseManifest.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("record " + record.key() + " of topic models is no ReleaseManifest", e);
        }
    }
}
