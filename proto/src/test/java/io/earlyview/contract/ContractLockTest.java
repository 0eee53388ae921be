package io.earlyview.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.earlyview.v1.Acquisition;
import io.earlyview.v1.Assembly;
import io.earlyview.v1.DeadLetterOuterClass;
import io.earlyview.v1.ExampleOuterClass;
import io.earlyview.v1.FrameOuterClass;
import io.earlyview.v1.Gateway;
import io.earlyview.v1.LabelOuterClass;
import io.earlyview.v1.Release;
import io.earlyview.v1.ScoreOuterClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the generated classes against {@code contract.lock}. After adding something, run
 * {@code mvn -pl proto test -Dtest=ContractLockTest -Dearlyview.contract.append} and commit the lines it adds.
 */
class ContractLockTest {
    private static final Path LOCK = Path.of("contract.lock");
    private static final Path PROTO_FILES = Path.of("src/main/proto/earlyview/v1");

    static final List<FileDescriptor> FILES = List.of(
            Acquisition.getDescriptor(),
            Assembly.getDescriptor(),
            DeadLetterOuterClass.getDescriptor(),
            ExampleOuterClass.getDescriptor(),
            FrameOuterClass.getDescriptor(),
            Gateway.getDescriptor(),
            LabelOuterClass.getDescriptor(),
            Release.getDescriptor(),
            ScoreOuterClass.getDescriptor());

    @Test
    void everyProtoFileIsHeldAgainstTheLock() throws IOException {
        try (Stream<Path> files = Files.list(PROTO_FILES)) {
            assertThat(FILES.stream().map(FileDescriptor::getName))
                    .as("files listed in this test")
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> "earlyview/v1/" + file.getFileName())
                            .toList());
        }
    }

    @Test
    void nothingPromisedWasBroken() throws IOException {
        assertThat(ContractLock.read(LOCK).broken(Contract.of(FILES))).isEmpty();
    }

    @Test
    void everythingPromisedIsLocked() throws IOException {
        Contract contract = Contract.of(FILES);
        ContractLock lock = ContractLock.read(LOCK);
        if (System.getProperty("earlyview.contract.append") != null) {
            // Only what is compatible may be added; else the lock would come to hold both old and new.
            assertThat(lock.broken(contract)).isEmpty();
            ContractLock.append(LOCK, lock.missing(contract));
            lock = ContractLock.read(LOCK);
        }
        assertThat(lock.missing(contract))
                .as("new and not locked yet: run mvn -pl proto test -Dtest=ContractLockTest"
                        + " -Dearlyview.contract.append and commit contract.lock")
                .isEmpty();
    }

    @Test
    void theLockHoldsNoLineTwice() throws IOException {
        assertThat(ContractLock.read(LOCK).lines().stream().map(ContractLine::name))
                .doesNotHaveDuplicates();
    }
}
