package io.earlyview.gateway.streaming;

import io.earlyview.v1.AcquisitionIntakeGrpc.AcquisitionIntakeStub;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.IntakeRequest;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/** One gRPC call of a stream. Tells its stream what arrives; the stream ignores calls it no longer uses. */
final class IntakeConnection implements ClientResponseObserver<IntakeRequest, IntakeReceipt> {
    private final IntakeStream stream;
    private @Nullable ClientCallStreamObserver<IntakeRequest> call;

    IntakeConnection(IntakeStream stream) {
        this.stream = stream;
    }

    void open(AcquisitionIntakeStub stub) {
        stub.stream(this);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<IntakeRequest> started) {
        call = started;
    }

    void transmit(IntakeRequest request) {
        opened().onNext(request);
    }

    void halfClose() {
        opened().onCompleted();
    }

    void cancel() {
        opened().cancel("given up by the gateway", null);
    }

    @Override
    public void onNext(IntakeReceipt receipt) {
        stream.received(this, receipt);
    }

    @Override
    public void onError(Throwable failure) {
        stream.ended(this, Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        stream.ended(this, Status.OK);
    }

    /** Whether the same request may fare better on another connection. */
    static boolean worthAnotherTry(Status status) {
        return switch (status.getCode()) {
            case UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED, INVALID_ARGUMENT -> false;
            default -> true;
        };
    }

    static Receipt receipt(IntakeReceipt message) {
        return switch (message.getOutcomeCase()) {
            case ACCEPTED -> new Receipt.Accepted();
            case REFUSED ->
                new Receipt.Refused(
                        message.getRefused().getCause(), message.getRefused().getExplanation());
            case OUTCOME_NOT_SET -> new Receipt.Lost("Ingestion answered with a receipt that says nothing.");
        };
    }

    static String describe(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().name() : status.getCode() + ": " + description;
    }

    private ClientCallStreamObserver<IntakeRequest> opened() {
        if (call == null) {
            throw new IllegalStateException("the call was not opened");
        }
        return call;
    }
}
