package io.earlyview.local.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatIsAppendedUntilTheWriterHasEnded() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "of an earlier run\nfirst\nsec");
        List<String> lines = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        // The writer appends between two looks, the last time just before it ends.
        LogTail tail = new LogTail(
                log,
                () -> switch (asked.getAndIncrement()) {
                    case 0 -> true;
                    case 1 -> append(log, "ond\nthird\nnever");
                    case 2 -> append(log, " ended") && false;
                    default -> false;
                },
                lines::add);

        tail.follow("of an earlier run\n".length());

        assertEquals(List.of("first", "second", "third"), lines);
    }

    private static boolean append(Path log, String text) {
        try {
            Files.writeString(log, text, StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
