package io.earlyview.exams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The exams this system knows: those that come with it, {@code exams/*.yaml} on the class path, and a site's own, files of
 * the same form in a directory.
 */
public final class ExamCatalogue {
    /** One file each; a class path cannot be listed portably, so the names stand here. */
    private static final List<String> BUNDLED = List.of("datscan", "mgmt", "ctc", "raster-volume");

    private static final String SUFFIX = ".yaml";
    /** A descriptor has some 40 lines. */
    private static final long LARGEST_BYTES = 64 << 10;

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

    /** The exams that come with the system, and those of a directory where one is named. */
    public static ExamCatalogue bundledAnd(Optional<Path> directory) {
        return directory.map(ExamCatalogue::bundledAnd).orElseGet(ExamCatalogue::bundled);
    }

    /**
     * The exams that come with the system and those of a directory's {@code *.yaml} files, each named as its exam. A file
     * that is no descriptor, has another name, or describes an exam that comes with the system is refused.
     */
    public static ExamCatalogue bundledAnd(Path directory) {
        Map<String, ExamDescriptor> exams = new LinkedHashMap<>(bundled().exams);
        for (Path file : descriptors(directory)) {
            ExamDescriptor exam = read(file);
            String expected = exam.exam() + SUFFIX;
            if (!file.getFileName().toString().equals(expected)) {
                throw new UnusableExam("exam descriptor " + file + " describes " + exam.exam()
                        + ", expected the file name " + expected);
            }
            if (exams.putIfAbsent(exam.exam(), exam) != null) {
                throw new UnusableExam("exam descriptor " + file + " describes " + exam.exam()
                        + ", which comes with the system; choose another name");
            }
        }
        return new ExamCatalogue(exams);
    }

    private static List<Path> descriptors(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UnusableExam("exams directory " + directory + " is no directory");
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnusableExam("exams directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ExamDescriptor read(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes > LARGEST_BYTES) {
                throw new UnusableExam(
                        "exam descriptor " + file + " has " + bytes + " bytes, at most " + LARGEST_BYTES);
            }
            try (InputStream yaml = Files.newInputStream(file)) {
                return read(file.toString(), yaml);
            }
        } catch (IOException e) {
            throw new UnusableExam("exam descriptor " + file + " cannot be read: " + e.getMessage(), e);
        }
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
            throw new UnusableExam("exam descriptor " + resource + " cannot be closed", e);
        }
    }

    /** Reads one descriptor; a key that nothing reads, a missing key and a value out of range are refused. */
    static ExamDescriptor read(String resource, InputStream yaml) {
        try {
            if (!(YAML.readTree(yaml) instanceof ObjectNode descriptor)) {
                throw new UnusableExam("exam descriptor " + resource + " holds no keys");
            }
            if (descriptor.get("training") instanceof ObjectNode training && !training.has("stopping")) {
                training.putNull("stopping"); // the one key that may be missing
            }
            return YAML.treeToValue(descriptor, ExamDescriptor.class);
        } catch (JsonProcessingException e) {
            throw new UnusableExam("exam descriptor " + resource + ": " + sentence(e), e);
        } catch (IOException e) {
            throw new UnusableExam("exam descriptor " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sentence(JsonProcessingException e) {
        String where = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "line " + e.getLocation().getLineNr();
        String what =
                switch (e) {
                    case UnrecognizedPropertyException unknown ->
                        "nothing reads this key; expected one of " + unknown.getKnownPropertyIds();
                    case ValueInstantiationException refused
                    when refused.getCause() != null ->
                        String.valueOf(refused.getCause().getMessage());
                    case MismatchedInputException missing
                    when missing.getOriginalMessage().startsWith("Missing creator property") ->
                        "this key is missing; the exams that come with the system show what each is for";
                    default -> e.getOriginalMessage();
                };
        return where.isEmpty() ? what : "at " + where + ": " + what;
    }
}
