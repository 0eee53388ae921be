package io.earlyview.gateway.deidentification;

import io.earlyview.gateway.domain.Pseudonym;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes pseudonyms: HMAC-SHA-256 under the gateway's key, cut to 128 bits. The kind of id goes into the hash, so a
 * patient and a scanner of the same name cannot be linked. Plain hashes of patient ids could be guessed; these cannot
 * without the key.
 */
@Singleton
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PSEUDONYM_BYTES = 16;

    private final Supplier<byte[]> key;

    @Inject
    public Pseudonyms(DeidentificationConfig config) {
        // Asked for at first use: looking at help or checking files must not make a key.
        this(StableKey.of(new PseudonymKeyFile(config.pseudonymKeyFile())::load));
    }

    Pseudonyms(Supplier<byte[]> key) {
        this.key = key;
    }

    /** The pseudonym of an acquisition's own id. */
    public Pseudonym acquisition(String id) {
        return of("acquisition", id);
    }

    /** The pseudonym of an acquisition that is known by what it holds: the same frames of a patient give the same one. */
    public Pseudonym acquisitionOf(String exam, String patient, String contentDigest) {
        // Lengths first: no two triples run into the same text.
        String stripped = patient.strip();
        return of("content", exam.length() + ":" + exam + stripped.length() + ":" + stripped + contentDigest);
    }

    /** The pseudonym of a patient's id; blanks around it do not count. */
    public Pseudonym patient(String id) {
        return of("patient", id.strip());
    }

    /** The pseudonym of a scanner's name. */
    public Pseudonym scanner(String name) {
        return of("scanner", name);
    }

    /** An acquisition or patient nobody will ever name again. */
    public static String randomId() {
        return UUID.randomUUID().toString();
    }

    private Pseudonym of(String kind, String id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            mac.update(kind.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] digest = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
            return new Pseudonym(HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
