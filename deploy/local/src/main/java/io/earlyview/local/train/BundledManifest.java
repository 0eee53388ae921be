package io.earlyview.local.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A manifest as it is bundled: what this installation signed and decided is not another one's word. */
final class BundledManifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BundledManifest() {}

    static byte[] of(byte[] manifest) throws IOException {
        if (!(JSON.readTree(manifest) instanceof ObjectNode fields)) {
            throw new IOException("the manifest is no JSON object");
        }
        fields.remove("signature");
        fields.remove("decisions");
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields);
    }
}
