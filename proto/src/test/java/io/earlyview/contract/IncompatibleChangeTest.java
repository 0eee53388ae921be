package io.earlyview.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Small contracts, changed in every way that would hurt a reader of old bytes, and refused. */
class IncompatibleChangeTest {
    private static final FileDescriptorProto BEFORE = FileDescriptorProto.newBuilder()
            .setName("t.proto")
            .setPackage("t")
            .setSyntax("proto3")
            .addMessageType(DescriptorProto.newBuilder()
                    .setName("Dose")
                    .addField(field("amount", 1, Type.TYPE_UINT32))
                    .addField(field("tracer", 2, Type.TYPE_STRING))
                    .addOneofDecl(OneofDescriptorProto.newBuilder().setName("when"))
                    .addField(field("day", 3, Type.TYPE_UINT32).setOneofIndex(0)))
            .addEnumType(EnumDescriptorProto.newBuilder()
                    .setName("Side")
                    .addValue(value("NONE", 0))
                    .addValue(value("LEFT", 1)))
            .addService(ServiceDescriptorProto.newBuilder()
                    .setName("Pump")
                    .addMethod(MethodDescriptorProto.newBuilder()
                            .setName("Give")
                            .setInputType(".t.Dose")
                            .setOutputType(".t.Dose")
                            .setClientStreaming(true)))
            .build();

    @Test
    void theSameContractIsKept() {
        assertThat(brokenBy(file -> {})).isEmpty();
    }

    @Test
    void additionsAreKeptButNotLocked() {
        Contract after = after(file -> dose(file).addField(field("note", 4, Type.TYPE_BOOL)));
        assertThat(lock().broken(after)).isEmpty();
        assertThat(lock().missing(after))
                .extracting(ContractLine::toString)
                .containsExactly("t.Dose.note = 4 bool implicit");
    }

    @Test
    void aRemovedFieldIsRefused() {
        assertThat(brokenBy(file -> dose(file).removeField(1)))
                .containsExactly("t.Dose.tracer was removed: write 'reserved 2; reserved \"tracer\";' in t.Dose.");
    }

    @Test
    void aRemovedFieldIsAllowedOnceNumberAndNameAreReserved() {
        Consumer<FileDescriptorProto.Builder> numberOnly =
                file -> dose(file).removeField(1).addReservedRange(range(2, 3));
        assertThat(brokenBy(numberOnly)).hasSize(1);
        assertThat(brokenBy(numberOnly.andThen(file -> dose(file).addReservedName("tracer"))))
                .isEmpty();
        assertThat(brokenBy(file -> dose(file).removeField(1).addReservedName("tracer")))
                .hasSize(1);
    }

    @Test
    void aRenumberedFieldIsRefused() {
        assertThat(brokenBy(file -> dose(file).getFieldBuilder(1).setNumber(9)))
                .singleElement()
                .asString()
                .startsWith("t.Dose.tracer had number 2 and now has 9:")
                .contains("reserve 2");
    }

    @Test
    void aRenamedFieldIsRefused() {
        assertThat(brokenBy(file -> dose(file).getFieldBuilder(1).setName("nuclide")))
                .singleElement()
                .asString()
                .startsWith("t.Dose.tracer was renamed to nuclide:")
                .contains("reserve 2 and \"tracer\"");
    }

    @Test
    void anotherTypeIsRefused() {
        assertThat(brokenBy(file -> dose(file).getFieldBuilder(0).setType(Type.TYPE_SINT32)))
                .singleElement()
                .asString()
                .startsWith("t.Dose.amount was 'uint32 implicit' and now is 'sint32 implicit':");
    }

    @Test
    void anotherLabelIsRefused() {
        assertThat(brokenBy(file -> dose(file).getFieldBuilder(0).setLabel(Label.LABEL_REPEATED)))
                .singleElement()
                .asString()
                .contains("'uint32 implicit' and now is 'uint32 repeated'");
        assertThat(brokenBy(file -> dose(file)
                        .addOneofDecl(OneofDescriptorProto.newBuilder().setName("_amount"))
                        .getFieldBuilder(0)
                        .setProto3Optional(true)
                        .setOneofIndex(1)))
                .singleElement()
                .asString()
                .contains("'uint32 implicit' and now is 'uint32 optional'");
    }

    @Test
    void movingAFieldIntoAOneofIsRefused() {
        assertThat(brokenBy(file -> dose(file).getFieldBuilder(1).setOneofIndex(0)))
                .singleElement()
                .asString()
                .contains("'string implicit' and now is 'string oneof when'");
    }

    @Test
    void enumValuesAreHeldLikeFields() {
        assertThat(brokenBy(file -> file.getEnumTypeBuilder(0).removeValue(1)))
                .containsExactly("t.Side.LEFT was removed: write 'reserved 1; reserved \"LEFT\";' in t.Side.");
        assertThat(brokenBy(
                        file -> file.getEnumTypeBuilder(0).getValueBuilder(1).setName("PORT")))
                .singleElement()
                .asString()
                .startsWith("t.Side.LEFT was renamed to PORT:");
        assertThat(brokenBy(
                        file -> file.getEnumTypeBuilder(0).getValueBuilder(1).setNumber(2)))
                .singleElement()
                .asString()
                .startsWith("t.Side.LEFT had number 1 and now has 2:");
        assertThat(brokenBy(file -> file.getEnumTypeBuilder(0)
                        .removeValue(1)
                        .addReservedName("LEFT")
                        .addReservedRange(EnumDescriptorProto.EnumReservedRange.newBuilder()
                                .setStart(1)
                                .setEnd(1))))
                .isEmpty();
    }

    @Test
    void rpcsAreHeld() {
        assertThat(brokenBy(
                        file -> file.getServiceBuilder(0).getMethodBuilder(0).setClientStreaming(false)))
                .singleElement()
                .asString()
                .startsWith("t.Pump.Give was 'rpc (stream t.Dose) returns (t.Dose)' and now is");
        assertThat(brokenBy(file -> file.getServiceBuilder(0).removeMethod(0)))
                .containsExactly("t.Pump.Give was removed: keep the rpc for as long as a gateway may call it.");
    }

    @Test
    void aRemovedMessageIsRefusedFieldByField() {
        assertThat(brokenBy(file -> file.removeMessageType(0).clearService()))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("t.Dose.amount was removed with t.Dose:");
    }

    @Test
    void linesSurviveBeingWritten() {
        assertThat(lock().lines()).isNotEmpty().allSatisfy(line -> assertThat(ContractLine.parse(line.toString()))
                .isEqualTo(line));
    }

    private static List<String> brokenBy(Consumer<FileDescriptorProto.Builder> change) {
        return lock().broken(after(change));
    }

    private static ContractLock lock() {
        return new ContractLock(after(file -> {}).lines());
    }

    private static Contract after(Consumer<FileDescriptorProto.Builder> change) {
        FileDescriptorProto.Builder file = BEFORE.toBuilder();
        change.accept(file);
        try {
            return Contract.of(List.of(FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])));
        } catch (DescriptorValidationException e) {
            throw new AssertionError("the changed contract is not even valid", e);
        }
    }

    private static DescriptorProto.Builder dose(FileDescriptorProto.Builder file) {
        return file.getMessageTypeBuilder(0);
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static EnumValueDescriptorProto.Builder value(String name, int number) {
        return EnumValueDescriptorProto.newBuilder().setName(name).setNumber(number);
    }

    private static DescriptorProto.ReservedRange range(int start, int endExclusive) {
        return DescriptorProto.ReservedRange.newBuilder()
                .setStart(start)
                .setEnd(endExclusive)
                .build();
    }
}
