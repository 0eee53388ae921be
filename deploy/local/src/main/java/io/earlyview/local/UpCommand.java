package io.earlyview.local;

import io.earlyview.local.system.Choices;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.local.system.Ports;
import io.earlyview.local.system.ProjectRoot;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a whole system until Ctrl-C; its data is kept. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Runs Kafka, PostgreSQL and the services until Ctrl-C. What they know is kept in the data directory.")
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:EARLYVIEW_DATA:-data}",
            description = "where everything is kept (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--port-shift",
            paramLabel = "N",
            defaultValue = "0",
            description = "added to every port: 8080 console and REST, 8081 ingestion, 8082 inference, 8083 training,"
                    + " 9092 and 9093 Kafka, 5433 PostgreSQL")
    private int portShift;

    @Option(
            names = "--exams",
            paramLabel = "DIR",
            description = "a directory of exam descriptors of your own, NAME.yaml each, beside those that come with"
                    + " EarlyView (default: EARLYVIEW_EXAMS)")
    private Optional<Path> exams = Optional.empty();

    @Option(
            names = "--training-heap",
            paramLabel = "SIZE",
            description =
                    "memory of the training service: 250 volumes of 128 x 128 x 128 take 3g (default: a quarter of"
                            + " this machine's, at least 3g; here ${DEFAULT-VALUE})")
    private String trainingHeap = Choices.NONE.trainingHeap();

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            await(stopped);
        }));
        try (DataDirectory directory = DataDirectory.open(data);
                LocalSystem system = LocalSystem.start(
                        ProjectRoot.find(),
                        directory,
                        Ports.standard(portShift),
                        new Choices(exams.or(UpCommand::examsOfEnvironment), trainingHeap, false),
                        line -> System.out.println("  " + line))) {
            System.out.printf("""

                    EarlyView is up. Research use only. Not a medical device; not for diagnosis.
                      console   %1$s
                      REST      %1$s/api/v1/acquisitions   (described at %1$s/q/swagger-ui)
                      Kafka     %2$s
                      logs      %3$s
                    Try: %4$s./earlyview simulate --acquisitions 3 --views needed     Stop: Ctrl-C
                    %n""", system.resultsUrl(), system.bootstrapServers(), directory.logs(), whereToLook());
            return watch(system, stop);
        } finally {
            stopped.countDown();
        }
    }

    /** What another terminal has to say to find this system; nothing where it lies in the usual place. */
    private String whereToLook() {
        Path usual = ProjectRoot.find().resolve("data").toAbsolutePath().normalize();
        Path here = data.toAbsolutePath().normalize();
        return here.equals(usual) ? "" : "EARLYVIEW_DATA=" + here + " ";
    }

    /** Starts what ended by itself again, as a cluster would; only one that does not come back ends it all. */
    private static int watch(LocalSystem system, CountDownLatch stop) throws InterruptedException {
        while (!stop.await(1, TimeUnit.SECONDS)) {
            Optional<LocalSystem.Ended> ended = system.ended();
            if (ended.isPresent()) {
                String name = ended.get().name();
                System.err.printf(
                        "%tT %s %s; it is started again%n",
                        LocalTime.now(), name, ended.get().how());
                system.restart(name);
                System.err.printf("%tT %s is ready again%n", LocalTime.now(), name);
            }
        }
        System.out.println("stopping ...");
        return 0;
    }

    private static Optional<Path> examsOfEnvironment() {
        return Optional.ofNullable(System.getenv("EARLYVIEW_EXAMS"))
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
