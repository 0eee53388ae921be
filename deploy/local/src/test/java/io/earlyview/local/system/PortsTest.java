package io.earlyview.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @Test
    void aPortInUseIsNamedWithWhatWantsIt() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            Ports free = Ports.free();
            Ports ports = new Ports(
                    busy.getLocalPort(),
                    free.ingestion(),
                    free.inference(),
                    free.training(),
                    free.broker(),
                    free.controller(),
                    free.database());

            assertEquals(
                    List.of("port " + busy.getLocalPort() + " (results and console) is in use by another process"),
                    ports.taken());
        }
    }

    @Test
    void aShiftMovesEveryPort() {
        assertEquals(new Ports(8180, 8181, 8182, 8183, 9192, 9193, 5533), Ports.standard(100));
    }

    @Test
    void aDataDirectoryHasOneOwner(@TempDir Path folder) {
        try (DataDirectory owner = DataDirectory.open(folder)) {
            assertTrue(owner.logs().toFile().isDirectory());
            RuntimeException refused = assertThrows(RuntimeException.class, () -> DataDirectory.open(folder));
            assertTrue(String.valueOf(refused.getMessage()).contains("already runs"), refused::toString);
        }
    }
}
