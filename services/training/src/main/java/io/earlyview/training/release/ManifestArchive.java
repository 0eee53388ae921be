package io.earlyview.training.release;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.earlyview.v1.ReleaseManifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every manifest as it last stood, as JSON beside the artifacts: a copy for whoever saves that directory. */
@ApplicationScoped
public class ManifestArchive {
    private static final Pattern RELEASE_ID = Pattern.compile("[a-z][a-z0-9-]{0,80}");

    private final Path directory;

    public ManifestArchive(ArtifactsConfig config) {
        this.directory = config.directory().resolve("manifests");
    }

    void keep(ReleaseManifest manifest) {
        try {
            DurableFile.write(place(manifest.getReleaseId()), json(manifest).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("manifest cannot be written to " + directory, e);
        }
    }

    /** The manifest of a release, or nothing if this service did not publish it. */
    public Optional<ReleaseManifest> find(String releaseId) {
        if (!RELEASE_ID.matcher(releaseId).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(place(releaseId))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("manifest cannot be read from " + directory, e);
        }
    }

    private Path place(String releaseId) {
        return directory.resolve(releaseId + ".json");
    }

    /** Protobuf's own JSON: 64-bit numbers as strings, times as RFC 3339. */
    public static String json(ReleaseManifest manifest) {
        try {
            return JsonFormat.printer().print(manifest);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a manifest holds no type that JSON cannot say", e);
        }
    }

    static ReleaseManifest parse(String json) throws InvalidProtocolBufferException {
        ReleaseManifest.Builder manifest = ReleaseManifest.newBuilder();
        JsonFormat.parser().merge(json, manifest);
        return manifest.build();
    }
}
