package io.earlyview.gateway.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Pseudonyms pseudonyms = new Pseudonyms(() -> KEY);

    @TempDir
    Path directory;

    @Test
    void areHmacSha256OfKindAndIdCutTo128Bits() {
        // Reference: printf 'patient\0MRN-4711' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        assertThat(pseudonyms.patient("MRN-4711").hex()).isEqualTo("b5b60f9f5489b2d167f393226895b54e");
        assertThat(pseudonyms.acquisition("1.2.840.1").hex()).isEqualTo("8485c49119cc6971f9772d9b5361195c");
        assertThat(pseudonyms.scanner("room 3").hex()).isEqualTo("e1cb5b6da56e10b664ec77c8ddc641d5");
    }

    @Test
    void differByKindIdAndKey() {
        var others = new Pseudonyms(() -> "another key of thirty-two bytes!!".getBytes(StandardCharsets.US_ASCII));

        assertThat(Set.of(
                        pseudonyms.patient("7").hex(),
                        pseudonyms.scanner("7").hex(),
                        pseudonyms.acquisition("7").hex(),
                        pseudonyms.patient("8").hex(),
                        others.patient("7").hex()))
                .hasSize(5);
        assertThat(pseudonyms.patient(" 7 ")).isEqualTo(pseudonyms.patient("7"));
    }

    @Test
    void partsOfAnAcquisitionsIdentityCannotRunIntoEachOther() {
        assertThat(pseudonyms.acquisitionOf("datscan", "1", "23"))
                .isNotEqualTo(pseudonyms.acquisitionOf("datscan", "12", "3"))
                .isNotEqualTo(pseudonyms.acquisitionOf("datscan1", "", "23"))
                .isEqualTo(pseudonyms.acquisitionOf("datscan", "1 ", "23"));
    }

    @Test
    void aMissingKeyIsMadeForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("deep/down/pseudonym.key");

        byte[] key = new PseudonymKeyFile(file).load();

        assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new PseudonymKeyFile(file).load()).isEqualTo(key);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void gatewaysThatStartAtOnceUseOneKey() throws Exception {
        Path file = directory.resolve("pseudonym.key");
        Set<String> keys = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> load =
                    () -> keys.add(java.util.HexFormat.of().formatHex(new PseudonymKeyFile(file).load()));
            threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> load).toList())
                    .forEach(done -> assertThat(done).succeedsWithin(java.time.Duration.ofSeconds(10)));
        }
        assertThat(keys).hasSize(1);
    }

    @Test
    void aShortKeyIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("short.key"), new byte[31]);

        assertThatThrownBy(() -> new PseudonymKeyFile(file).load())
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("31 bytes, expected 32");
    }

    @Test
    void theKeyIsNotTouchedBeforeItIsNeeded() {
        Path file = directory.resolve("unused.key");

        new Pseudonyms(() -> file);

        assertThat(file).doesNotExist();
    }
}
