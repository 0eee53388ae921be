package io.earlyview.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was once promised: the lines of {@code proto/contract.lock}. Lines are only ever added. Bytes written under
 * them lie in topics for more than a year, and gateways in hospitals are updated when hospitals update them, so a line
 * stays even when its field is gone: then name and number must be reserved.
 */
record ContractLock(List<ContractLine> lines) {

    static ContractLock read(Path file) throws IOException {
        return new ContractLock(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ContractLine::parse)
                .toList());
    }

    /** Adds lines to the end of the file. */
    static void append(Path file, List<ContractLine> added) throws IOException {
        Files.write(file, added.stream().map(ContractLine::toString).toList(), StandardOpenOption.APPEND);
    }

    /** What the contract promises and the lock does not hold yet. */
    List<ContractLine> missing(Contract contract) {
        Set<ContractLine> locked = new HashSet<>(lines);
        return contract.lines().stream().filter(line -> !locked.contains(line)).toList();
    }

    /** One sentence for each promise that the contract no longer keeps, and what to do about it. */
    List<String> broken(Contract contract) {
        Map<String, ContractLine> byName = new HashMap<>();
        Map<String, ContractLine> byNumber = new HashMap<>();
        for (ContractLine line : contract.lines()) {
            byName.put(line.name(), line);
            line.number().ifPresent(number -> byNumber.put(line.owner() + "#" + number, line));
        }
        List<String> broken = new ArrayList<>();
        for (ContractLine line : lines) {
            Optional<ContractLine> same = Optional.ofNullable(byName.get(line.name()));
            if (same.isPresent()) {
                changed(line, same.get()).ifPresent(broken::add);
            } else if (!contract.reserves(line)) {
                Optional<ContractLine> successor =
                        line.number().flatMap(n -> Optional.ofNullable(byNumber.get(line.owner() + "#" + n)));
                broken.add(gone(line, successor, contract));
            }
        }
        return broken;
    }

    private static Optional<String> changed(ContractLine was, ContractLine is) {
        if (!was.number().equals(is.number())) {
            return Optional.of(was.name() + " had number " + number(was) + " and now has " + number(is)
                    + ": give it back its number, or reserve " + number(was) + " and \"" + was.simpleName()
                    + "\" and add the other under a new name.");
        }
        if (!was.form().equals(is.form())) {
            return Optional.of(was.name() + " was '" + was.form() + "' and now is '" + is.form()
                    + "': change it back, or " + instead(was));
        }
        return Optional.empty();
    }

    private static String gone(ContractLine line, Optional<ContractLine> successor, Contract contract) {
        if (successor.isPresent()) {
            return line.name() + " was renamed to " + successor.get().simpleName() + ": keep its name, or "
                    + instead(line);
        }
        if (line.number().isEmpty()) {
            return line.name() + " was removed: keep the rpc for as long as a gateway may call it.";
        }
        if (!contract.has(line.owner())) {
            return line.name() + " was removed with " + line.owner() + ": bring the type back; it may become empty"
                    + " with everything in it reserved.";
        }
        return line.name() + " was removed: write 'reserved " + number(line) + "; reserved \"" + line.simpleName()
                + "\";' in " + line.owner() + ".";
    }

    private static String instead(ContractLine line) {
        return line.number().isEmpty()
                ? "add a second rpc beside it."
                : "reserve " + number(line) + " and \"" + line.simpleName()
                        + "\" and add the other under a new number.";
    }

    private static String number(ContractLine line) {
        return line.number().map(String::valueOf).orElse("no number");
    }
}
