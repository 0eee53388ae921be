package io.earlyview.training.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.LockedTestSet;
import io.earlyview.training.release.ArtifactsConfig;
import io.earlyview.training.release.DurableFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Each exam's locked test set and who looked at it, beside the artifacts: {@code locked-sets/<exam>.json} is written once and
 * never again, {@code <exam>-reads.jsonl} only grows. Neither holds a pseudonym.
 */
@ApplicationScoped
public class LockedSets {
    private final Path directory;
    private final ObjectMapper json;
    private final Clock clock;

    public LockedSets(ArtifactsConfig config, ObjectMapper json, Clock clock) {
        this.directory = config.directory().resolve("locked-sets");
        this.json = json;
        this.clock = clock;
    }

    /** The exam's set; the first call for an exam founds it on these examples. */
    synchronized LockedTestSet of(ExamDescriptor exam, List<LabelledExample> examples) {
        Path file = directory.resolve(exam.exam() + ".json");
        try {
            if (Files.exists(file)) {
                return json.readValue(file.toFile(), LockedTestSet.class);
            }
            LockedTestSet founded =
                    LockedTestSet.founded(exam.exam(), exam.training().split().heldOutShare(), exam.target(), examples);
            DurableFile.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(founded));
            return founded;
        } catch (IOException e) {
            throw new UncheckedIOException("the locked test set of " + exam.exam() + " is not readable at " + file, e);
        }
    }

    /** Writes down that the set is about to be looked at; on disk when this returns. How often it was, this time included. */
    synchronized int read(String exam, String by, String why, int examples) {
        LockedSetRead next = new LockedSetRead(reads(exam).size() + 1, clock.instant(), by, why, examples);
        try {
            Files.createDirectories(directory);
            try (FileChannel file = FileChannel.open(
                    readsFile(exam), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                String before = endsWithinALine(exam) ? "\n" : "";
                ByteBuffer line = ByteBuffer.wrap(
                        (before + json.writeValueAsString(next) + "\n").getBytes(StandardCharsets.UTF_8));
                while (line.hasRemaining()) {
                    file.write(line);
                }
                file.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a look at the locked test set cannot be written down in " + directory, e);
        }
        return next.number();
    }

    /** All looks, in order. A line that a crash cut short counts as one. */
    synchronized List<LockedSetRead> reads(String exam) {
        Path file = readsFile(exam);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<LockedSetRead> reads = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                reads.add(parsed(line, reads.size() + 1));
            }
            return reads;
        } catch (IOException e) {
            throw new UncheckedIOException("the looks at the locked test set cannot be read from " + file, e);
        }
    }

    /** As a crash leaves it. */
    private boolean endsWithinALine(String exam) throws IOException {
        byte[] all = Files.readAllBytes(readsFile(exam));
        return all.length > 0 && all[all.length - 1] != '\n';
    }

    private LockedSetRead parsed(String line, int number) {
        try {
            return json.readValue(line, LockedSetRead.class);
        } catch (JsonProcessingException e) {
            return new LockedSetRead(number, clock.instant(), "unknown", "this line cannot be read", 0);
        }
    }

    private Path readsFile(String exam) {
        return directory.resolve(exam + "-reads.jsonl");
    }
}
