package io.earlyview.gateway.streaming;

import io.earlyview.v1.Accepted;
import io.earlyview.v1.AcquisitionIntakeGrpc;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.Refusal;
import io.earlyview.v1.RefusalCause;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An ingestion service of the test's own, on a real port: keeps the contract, and breaks it where it is told to. */
public final class FakeIngestion implements AutoCloseable {
    /** What to do with the n-th request that ever came, counted from 1. */
    public enum Reaction {
        ACCEPT,
        /** No receipt, and none for the rest of this call. */
        IGNORE,
        /** End the call with UNAVAILABLE, no receipt. */
        BREAK,
        /** Take it, but break before the receipt is sent. */
        TAKE_AND_BREAK,
        /** End the call with UNIMPLEMENTED. */
        REJECT_CALL,
        /** A receipt for a request that was never sent. */
        WRONG_SEQUENCE
    }

    private static final Metadata.Key<String> TRACE_PARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    private final List<IntakeRequest> received = new ArrayList<>();
    private final List<IntakeRequest> taken = new ArrayList<>();
    private final List<List<Long>> sequences = new ArrayList<>();
    private volatile Function<Integer, Reaction> reactions = number -> Reaction.ACCEPT;
    private volatile Function<IntakeRequest, Optional<Refusal>> refusals = request -> Optional.empty();
    private final List<String> traceParents = new CopyOnWriteArrayList<>();
    private final int port;
    private Server server;

    public FakeIngestion() {
        server = start(0);
        port = server.getPort();
    }

    public int port() {
        return port;
    }

    public String address() {
        return "localhost:" + port();
    }

    public void react(Function<Integer, Reaction> wanted) {
        reactions = wanted;
    }

    public void refuse(Function<IntakeRequest, Optional<Refusal>> wanted) {
        refusals = wanted;
    }

    public static Refusal refusal(RefusalCause cause, String explanation) {
        return Refusal.newBuilder().setCause(cause).setExplanation(explanation).build();
    }

    /** Every request that arrived, in order of arrival, repeats included. */
    public synchronized List<IntakeRequest> received() {
        return List.copyOf(received);
    }

    /** Those that were accepted. */
    public synchronized List<IntakeRequest> taken() {
        return List.copyOf(taken);
    }

    /** The sequences of each call. */
    synchronized List<List<Long>> sequences() {
        return sequences.stream().map(List::copyOf).toList();
    }

    /** The gateway's way to this service, as commands are given it. */
    public Way connect() {
        return connect(address());
    }

    /** A way to wherever the setting says. */
    public static Way connect(String address) {
        IngestionConfig config = new SmallRyeConfigBuilder()
                .withMapping(IngestionConfig.class)
                .withDefaultValue("earlyview.gateway.ingestion", address)
                .withDefaultValue("earlyview.gateway.stream.reconnects", "2")
                .withDefaultValue("earlyview.gateway.stream.first-pause", "10ms")
                .withConverter(Duration.class, 100, new DurationConverter())
                .build()
                .getConfigMapping(IngestionConfig.class);
        return new Way(new Ingestion(config, List.of(), new StreamMetrics(new SimpleMeterRegistry())));
    }

    /** A way that is to be closed at the end. */
    public record Way(Ingestion ingestion) implements AutoCloseable {
        @Override
        public void close() {
            ingestion.close();
        }
    }

    /** The W3C trace context of each call, empty where there was none. */
    public List<String> traceParents() {
        return List.copyOf(traceParents);
    }

    /** Cuts every connection, as a crash does. */
    public void stop() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Comes back where it was. */
    public void startAgain() {
        server = start(port);
    }

    @Override
    public void close() {
        stop();
    }

    private Server start(int port) {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress("localhost", port))
                    .addService(new Service())
                    .intercept(new ServerInterceptor() {
                        @Override
                        public <Q, A> ServerCall.Listener<Q> interceptCall(
                                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                            String parent = headers.get(TRACE_PARENT);
                            traceParents.add(parent == null ? "" : parent);
                            return next.startCall(call, headers);
                        }
                    })
                    .maxInboundMessageSize(2 << 20)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized int arrived(IntakeRequest request, List<Long> call) {
        received.add(request);
        call.add(request.getSequence());
        return received.size();
    }

    private synchronized void take(IntakeRequest request) {
        taken.add(request);
    }

    private final class Service extends AcquisitionIntakeGrpc.AcquisitionIntakeImplBase {
        @Override
        public StreamObserver<IntakeRequest> stream(StreamObserver<IntakeReceipt> receipts) {
            List<Long> call = new ArrayList<>();
            synchronized (FakeIngestion.this) {
                sequences.add(call);
            }
            return new StreamObserver<>() {
                private boolean broken;

                @Override
                public void onNext(IntakeRequest request) {
                    if (!broken) {
                        answer(request, arrived(request, call));
                    }
                }

                private void answer(IntakeRequest request, int number) {
                    var receipt = IntakeReceipt.newBuilder().setSequence(request.getSequence());
                    switch (reactions.apply(number)) {
                        case ACCEPT -> {
                            Optional<Refusal> refusal = refusals.apply(request);
                            if (refusal.isPresent()) {
                                receipts.onNext(
                                        receipt.setRefused(refusal.get()).build());
                            } else {
                                take(request);
                                receipts.onNext(receipt.setAccepted(Accepted.getDefaultInstance())
                                        .build());
                            }
                        }
                        case IGNORE -> broken = true;
                        case BREAK -> end(Status.UNAVAILABLE);
                        case TAKE_AND_BREAK -> {
                            take(request);
                            end(Status.UNAVAILABLE);
                        }
                        case REJECT_CALL -> end(Status.UNIMPLEMENTED);
                        case WRONG_SEQUENCE -> {
                            broken = true;
                            receipts.onNext(receipt.setSequence(request.getSequence() + 100)
                                    .setAccepted(Accepted.getDefaultInstance())
                                    .build());
                        }
                    }
                }

                private void end(Status status) {
                    broken = true;
                    receipts.onError(status.withDescription("as the test wants").asException());
                }

                @Override
                public void onError(Throwable failure) {
                    broken = true;
                }

                @Override
                public void onCompleted() {
                    if (!broken) {
                        receipts.onCompleted();
                    }
                }
            };
        }
    }
}
