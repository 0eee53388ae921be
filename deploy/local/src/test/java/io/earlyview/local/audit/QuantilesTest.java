package io.earlyview.local.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void areValuesThatWereSeenWhateverTheirOrder() {
        Quantiles ten = Quantiles.of(List.of(10.0, 2.0, 3.0, 1.0, 5.0, 6.0, 4.0, 8.0, 9.0, 7.0));

        assertEquals(1, ten.at(0));
        assertEquals(5, ten.at(0.5));
        assertEquals(10, ten.at(0.95));
        assertEquals(10, ten.at(1));
        assertEquals(7, Quantiles.of(List.of(7.0)).at(0.95));
    }

    @Test
    void areNoNumberWhereNothingWasSeen() {
        assertTrue(Double.isNaN(Quantiles.of(List.of()).at(0.5)));
    }
}
