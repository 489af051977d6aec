package support.entitlement.release;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this service remembers on its own disk: the last release that was in force, to serve it while the log is away, and
 * which release the rules directory was last seen to be, to tell an edit from a directory that stayed behind.
 *
 * <p>It is a memory, not the truth: if it is lost, or cannot be written, the log still has everything.
 */
final class LocalMemory {

    private static final Logger LOG = LoggerFactory.getLogger(LocalMemory.class);
    private static final String HEADER = "release.json";
    private static final String FILES = "files/";

    private final Path release;
    private final Path workingCopy;
    private final JsonMapper json;

    LocalMemory(Path folder, JsonMapper json) {
        this.release = folder.resolve("last-release.zip");
        this.workingCopy = folder.resolve("working-copy.json");
        this.json = json;
    }

    /** A release and its files. */
    record Known(Release release, TableFiles files) {}

    /**
     * Which release a rules directory was.
     *
     * @param directory the directory, as an absolute path
     * @param digest of what its files said then
     */
    record Seen(String directory, long release, String digest) {}

    void remember(Release known, TableFiles files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, HEADER, json.writeValueAsBytes(known));
            for (var file : files.contents().entrySet()) {
                put(zip, FILES + file.getKey(), file.getValue());
            }
            zip.finish();
            replace(release, bytes.toByteArray());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The release in force cannot be kept at {} for times without the log: {}", release, e.toString());
        }
    }

    Optional<Known> lastRelease() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        Release header = null;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(release))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(HEADER)) {
                    header = json.readValue(zip.readAllBytes(), Release.class);
                } else {
                    contents.put(entry.getName().substring(FILES.length()), zip.readAllBytes());
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("What is kept at {} cannot be read: {}", release, e.toString());
            return Optional.empty();
        }
        return Optional.ofNullable(header).map(known -> new Known(known, new TableFiles(contents, List.of())));
    }

    void remember(Seen seen) {
        try {
            replace(workingCopy, json.writeValueAsBytes(seen));
        } catch (IOException | RuntimeException e) {
            LOG.warn("It cannot be kept at {} which release the rules directory is: {}", workingCopy, e.toString());
        }
    }

    /** Which release this directory was when it was last seen to be one. */
    Optional<Seen> seen(String directory) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(workingCopy), Seen.class))
                    .filter(seen -> seen.directory().equals(directory));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("What is kept at {} cannot be read: {}", workingCopy, e.toString());
            return Optional.empty();
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void replace(Path file, byte[] content) throws IOException {
        new PrivateFolder(file.getParent()).prepare();
        Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Files.write(fresh, content);
        Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
