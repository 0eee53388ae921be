package io.earlyview.contract;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What descriptors promise now: every field, enum value and rpc, and the names and numbers that are reserved. */
final class Contract {
    private final List<ContractLine> lines = new ArrayList<>();
    private final Map<String, Reserved> reserved = new HashMap<>();

    /** Names and number ranges (both ends inclusive) that an owner will not use again. */
    private record Reserved(Set<String> names, List<int[]> ranges) {
        boolean holds(ContractLine line) {
            return names.contains(line.simpleName())
                    && line.number()
                            .filter(n -> ranges.stream().anyMatch(r -> r[0] <= n && n <= r[1]))
                            .isPresent();
        }
    }

    static Contract of(Collection<FileDescriptor> files) {
        Contract contract = new Contract();
        for (FileDescriptor file : files) {
            file.getMessageTypes().forEach(contract::read);
            file.getEnumTypes().forEach(contract::read);
            file.getServices().forEach(contract::read);
        }
        return contract;
    }

    List<ContractLine> lines() {
        return lines;
    }

    /** Whether the message or enum is still there. */
    boolean has(String owner) {
        return reserved.containsKey(owner);
    }

    /** Whether both name and number of a line are reserved in its owner, so that they cannot come back as something else. */
    boolean reserves(ContractLine line) {
        return Optional.ofNullable(reserved.get(line.owner()))
                .map(r -> r.holds(line))
                .orElse(false);
    }

    private void read(Descriptor message) {
        for (FieldDescriptor field : message.getFields()) {
            lines.add(new ContractLine(field.getFullName(), Optional.of(field.getNumber()), form(field)));
        }
        List<int[]> ranges = new ArrayList<>();
        for (DescriptorProto.ReservedRange range : message.toProto().getReservedRangeList()) {
            ranges.add(new int[] {range.getStart(), range.getEnd() - 1}); // a message's end is exclusive
        }
        Set<String> names = new HashSet<>(message.toProto().getReservedNameList());
        reserved.put(message.getFullName(), new Reserved(names, ranges));
        message.getNestedTypes().forEach(this::read);
        message.getEnumTypes().forEach(this::read);
    }

    private void read(EnumDescriptor type) {
        type.getValues()
                .forEach(value -> lines.add(new ContractLine(
                        // protobuf names values as siblings of their enum; here they are told apart by it
                        type.getFullName() + "." + value.getName(), Optional.of(value.getNumber()), "value")));
        List<int[]> ranges = new ArrayList<>();
        for (EnumDescriptorProto.EnumReservedRange range : type.toProto().getReservedRangeList()) {
            ranges.add(new int[] {range.getStart(), range.getEnd()}); // an enum's end is inclusive
        }
        Set<String> names = new HashSet<>(type.toProto().getReservedNameList());
        reserved.put(type.getFullName(), new Reserved(names, ranges));
    }

    private void read(ServiceDescriptor service) {
        for (MethodDescriptor rpc : service.getMethods()) {
            String form = "rpc (" + (rpc.isClientStreaming() ? "stream " : "")
                    + rpc.getInputType().getFullName() + ") returns (" + (rpc.isServerStreaming() ? "stream " : "")
                    + rpc.getOutputType().getFullName() + ")";
            lines.add(new ContractLine(rpc.getFullName(), Optional.empty(), form));
        }
    }

    private static String form(FieldDescriptor field) {
        String type =
                switch (field.getJavaType()) {
                    case MESSAGE -> field.getMessageType().getFullName();
                    case ENUM -> field.getEnumType().getFullName();
                    case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
                        field.getType().name().toLowerCase(Locale.ROOT);
                };
        return type + " " + label(field);
    }

    private static String label(FieldDescriptor field) {
        if (field.isRepeated()) {
            return "repeated";
        }
        return Optional.ofNullable(field.getRealContainingOneof())
                .map(oneof -> "oneof " + oneof.getName())
                .orElse(field.hasPresence() ? "optional" : "implicit");
    }
}
