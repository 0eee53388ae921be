package io.earlyview.bench.inference.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void readsWhatTheKernelWrites() {
        assertEquals(List.of(0, 1, 2, 3, 8), Cores.parse("0-3,8"));
        assertEquals(List.of(5), Cores.parse("5"));
    }

    @Test
    void aContestantIsKeptToItsOwn() {
        Cores cores = new Cores(List.of(3), List.of(0, 1, 2));

        assertEquals(
                List.of("taskset", "-c", "3", "java", "-version"), cores.forContestant(List.of("java", "-version")));
        assertTrue(cores.inWords().contains("alone on processor 3"), cores.inWords());
    }

    @Test
    void withoutOneOfItsOwnItRunsAnywhere() {
        assertEquals(List.of("java"), new Cores(List.of(), List.of(0)).forContestant(List.of("java")));
    }
}
