package io.earlyview.gateway.domain;

import java.util.regex.Pattern;

/** What stands for an acquisition, a patient or a scanner outside of the gateway: 32 lower-case hexadecimal digits. */
public record Pseudonym(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public Pseudonym {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a pseudonym is 32 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
