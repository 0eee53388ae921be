package io.earlyview.ingestion;

import com.google.protobuf.ByteString;
import io.earlyview.v1.AcquisitionIntakeGrpc;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.IntakeRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A gateway as a test plays it: one connection, one stream, over real HTTP/2. Sends bytes, so that it can send junk. */
public final class GatewayConnection implements AutoCloseable, StreamObserver<IntakeReceipt> {
    private final ManagedChannel channel;
    private final StreamObserver<ByteString> requests;
    private final List<IntakeReceipt> receipts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    public GatewayConnection(int port) {
        channel = ManagedChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .build();
        var method = AcquisitionIntakeGrpc.getStreamMethod();
        requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(
                        method.toBuilder(new Bytes(), method.getResponseMarshaller())
                                .build(),
                        CallOptions.DEFAULT),
                this);
    }

    public void send(IntakeRequest request) {
        requests.onNext(request.toByteString());
    }

    public void sendBytes(ByteString bytes) {
        requests.onNext(bytes);
    }

    public void complete() {
        requests.onCompleted();
    }

    /** Receipts so far, in the order of their coming. */
    public List<IntakeReceipt> receipts() {
        return receipts;
    }

    /** How the stream ended; waits for it. */
    public Status end() {
        return end.orTimeout(30, TimeUnit.SECONDS).join();
    }

    public boolean ended() {
        return end.isDone();
    }

    @Override
    public void onNext(IntakeReceipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Bytes implements io.grpc.MethodDescriptor.Marshaller<ByteString> {
        @Override
        public InputStream stream(ByteString value) {
            return value.newInput();
        }

        @Override
        public ByteString parse(InputStream stream) {
            try {
                return ByteString.readFrom(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
