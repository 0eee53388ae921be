package io.earlyview.ingestion.receiving;

import com.google.protobuf.ByteString;
import io.earlyview.v1.AcquisitionIntakeGrpc;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.IntakeRequest;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.quarkus.grpc.GrpcService;

/**
 * The gateway API. Bound by hand instead of through the generated base class, because requests are taken as bytes: what
 * is refused is kept exactly as it came, and what cannot be decoded gets an answer that says so.
 */
@GrpcService
public class IntakeService implements BindableService {
    private final IntakeStreams streams;

    IntakeService(IntakeStreams streams) {
        this.streams = streams;
    }

    @Override
    public ServerServiceDefinition bindService() {
        MethodDescriptor<IntakeRequest, IntakeReceipt> generated = AcquisitionIntakeGrpc.getStreamMethod();
        MethodDescriptor<ByteString, IntakeReceipt> stream = generated.toBuilder(
                        new BytesMarshaller(), generated.getResponseMarshaller())
                .build();
        ServiceDescriptor service = ServiceDescriptor.newBuilder(AcquisitionIntakeGrpc.SERVICE_NAME)
                .setSchemaDescriptor(
                        AcquisitionIntakeGrpc.getServiceDescriptor().getSchemaDescriptor())
                .addMethod(stream)
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(
                        stream,
                        ServerCalls.asyncBidiStreamingCall(
                                gateway -> streams.open((ServerCallStreamObserver<IntakeReceipt>) gateway)))
                .build();
    }
}
