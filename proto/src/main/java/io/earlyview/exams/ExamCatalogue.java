package io.earlyview.exams;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exams this system knows, read from {@code exams/*.yaml} on the class path. */
public final class ExamCatalogue {
    /** One file each; a class path cannot be listed portably, so the names stand here. */
    private static final List<String> BUNDLED = List.of("datscan", "mgmt", "ctc", "raster-volume");

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private final Map<String, ExamDescriptor> exams;

    private ExamCatalogue(Map<String, ExamDescriptor> exams) {
        this.exams = Collections.unmodifiableMap(exams);
    }

    /** The exams that come with the system. */
    public static ExamCatalogue bundled() {
        Map<String, ExamDescriptor> exams = new LinkedHashMap<>();
        for (String name : BUNDLED) {
            exams.put(name, read("/exams/" + name + ".yaml"));
        }
        return new ExamCatalogue(exams);
    }

    /** The descriptor of an exam, or nothing if this system does not know it. */
    public Optional<ExamDescriptor> find(String exam) {
        return Optional.ofNullable(exams.get(exam));
    }

    /** Names of the exams, for messages. */
    public Collection<String> names() {
        return exams.keySet();
    }

    /** All descriptors. */
    public Collection<ExamDescriptor> all() {
        return exams.values();
    }

    private static ExamDescriptor read(String resource) {
        try (InputStream yaml = ExamCatalogue.class.getResourceAsStream(resource)) {
            if (yaml == null) {
                throw new IllegalStateException("no exam descriptor at " + resource);
            }
            return read(resource, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("exam descriptor " + resource + " cannot be closed", e);
        }
    }

    /** Reads one descriptor; a key that nothing reads, a missing key and a value out of range are refused. */
    static ExamDescriptor read(String resource, InputStream yaml) {
        try {
            return YAML.readValue(yaml, ExamDescriptor.class);
        } catch (IOException e) {
            throw new UncheckedIOException("exam descriptor " + resource + " cannot be read", e);
        }
    }
}
