package io.earlyview.contract;

import java.util.Optional;

/**
 * One promise of the contract, and one line of {@code contract.lock}.
 *
 * @param name full name of a field, enum value or rpc, such as {@code earlyview.v1.Frame.rows}
 * @param number number on the wire; empty for an rpc
 * @param form what must not change under that name: {@code uint32 implicit}, {@code value}, {@code rpc (A) returns (B)}
 */
record ContractLine(String name, Optional<Integer> number, String form) {

    static ContractLine parse(String line) {
        int equals = line.indexOf(" = ");
        if (equals < 1) {
            throw new IllegalArgumentException("not a line of a contract lock: " + line);
        }
        String name = line.substring(0, equals);
        String rest = line.substring(equals + 3);
        int space = rest.indexOf(' ');
        if (rest.startsWith("rpc ")) {
            return new ContractLine(name, Optional.empty(), rest);
        }
        return new ContractLine(
                name, Optional.of(Integer.valueOf(rest.substring(0, space))), rest.substring(space + 1));
    }

    /** Full name of the message, enum or service this belongs to. */
    String owner() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        return name + " = " + number.map(n -> n + " ").orElse("") + form;
    }
}
