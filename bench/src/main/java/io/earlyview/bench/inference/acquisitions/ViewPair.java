package io.earlyview.bench.inference.acquisitions;

import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.gateway.source.simulation.PreparedHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first opposite pair of a simulated DaTscan: raw counts, 128 x 128, unsigned 16-bit integers, little-endian, row by row.
 *
 * @param anterior view 0
 * @param posterior view 60
 */
@SuppressWarnings("ArrayRecordComponent")
public record ViewPair(byte[] anterior, byte[] posterior) {
    /** Number of the view from behind. */
    public static final int POSTERIOR = DatscanProtocol.STOPS;

    /** Values of one view. */
    public static final int PIXELS = DatscanProtocol.EDGE * DatscanProtocol.EDGE;

    /** The pairs of the first cases of a cohort. */
    public static List<ViewPair> simulated(long seed, int count) {
        DatscanSimulator simulator = DatscanSimulator.ofSeed(seed);
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> {
                    PreparedHead head = simulator.prepare(simulator.draw(number));
                    return new ViewPair(bytes(head.projection(0)), bytes(head.projection(POSTERIOR)));
                })
                .toList();
    }

    /** Counts of one view as they travel. */
    public static byte[] bytes(short[] counts) {
        ByteBuffer bytes = ByteBuffer.allocate(counts.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(counts);
        return bytes.array();
    }

    /** Writes pairs for another process. */
    public static void write(List<ViewPair> pairs, Path file) {
        ByteBuffer all = ByteBuffer.allocate(pairs.size() * 2 * PIXELS * Short.BYTES);
        pairs.forEach(pair -> all.put(pair.anterior).put(pair.posterior));
        try {
            Files.write(file, all.array());
        } catch (IOException e) {
            throw new UncheckedIOException("the pairs cannot be written to " + file, e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static List<ViewPair> read(Path file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        List<ViewPair> pairs = new ArrayList<>();
        while (all.hasRemaining()) {
            byte[] anterior = new byte[PIXELS * Short.BYTES];
            byte[] posterior = new byte[PIXELS * Short.BYTES];
            all.get(anterior).get(posterior);
            pairs.add(new ViewPair(anterior, posterior));
        }
        return pairs;
    }
}
