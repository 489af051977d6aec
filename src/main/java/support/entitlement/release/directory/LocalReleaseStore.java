package support.entitlement.release.directory;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Facts about releases on the disk of this service: the last release in force, to serve it while the log is away; the release
 * with which the rules directory was last synchronised, to tell an edit from a directory that stayed behind; and the note of a
 * write to it.
 *
 * <p>If the store is lost or cannot be written, the log still has everything. Thread-safe.
 */
public final class LocalReleaseStore {

    private static final Logger LOG = LoggerFactory.getLogger(LocalReleaseStore.class);
    private static final String HEADER = "release.json";
    private static final String FILES = "files/";

    private final Path release;
    private final Path workingCopy;
    private final Path pendingWrite;
    private final JsonMapper json;

    /** Contents that could not be written, for the next attempt. */
    private final Map<Path, byte[]> waiting = new HashMap<>();

    /** Is written in the place of a note that could not be, to find out when the folder is writable again. */
    private final Path probe;

    public LocalReleaseStore(Path folder, JsonMapper json) {
        this.release = folder.resolve("last-release.zip");
        this.workingCopy = folder.resolve("working-copy.json");
        this.pendingWrite = folder.resolve("pending-write.json");
        this.probe = folder.resolve("probe");
        this.json = json;
    }

    /** A release and its files. */
    public record Known(Release release, TableFiles files) {}

    /**
     * The release with which a rules directory was last synchronised.
     *
     * @param directory the directory, as an absolute path
     * @param digest the hash of its content at that time
     */
    public record Seen(String directory, long release, String digest) {}

    /**
     * Writes contents that could not be written before.
     *
     * @return the reason for which they still cannot be written; null if all are written
     */
    public synchronized @Nullable String writeWhatWaits() {
        try {
            for (Path file : List.copyOf(waiting.keySet())) {
                replaceFile(file, waiting.get(file));
                waiting.remove(file);
            }
            Files.deleteIfExists(probe);
            return null;
        } catch (IOException e) {
            return new LocalStoreUnavailableException(e).getMessage();
        }
    }

    public synchronized void keepRelease(Release known, TableFiles files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            putEntry(zip, HEADER, json.writeValueAsBytes(known));
            for (var file : files.contents().entrySet()) {
                putEntry(zip, FILES + file.getKey(), file.getValue());
            }
            zip.finish();
            replaceOrWait(release, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written yet", e);
        }
    }

    public Optional<Known> lastRelease() {
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
            LOG.warn("{} cannot be read: {}", release, e.toString());
            return Optional.empty();
        }
        return Optional.ofNullable(header).map(known -> new Known(known, new TableFiles(contents, List.of())));
    }

    public synchronized void keepDirectoryState(Seen seen) {
        replaceOrWait(workingCopy, json.writeValueAsBytes(seen));
    }

    private void replaceOrWait(Path file, byte[] content) {
        try {
            replaceFile(file, content);
            waiting.remove(file);
        } catch (IOException e) {
            if (waiting.put(file, content) == null) {
                LOG.warn("{} cannot be written; this is tried again: {}", file, e.toString());
            }
        }
    }

    /** Returns the release with which this directory was last synchronised. */
    Optional<Seen> findDirectoryState(String directory) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(workingCopy), Seen.class))
                    .filter(seen -> seen.directory().equals(directory));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read: {}", workingCopy, e.toString());
            return Optional.empty();
        }
    }

    /**
     * Keeps the note of a prepared write.
     *
     * @throws LocalStoreUnavailableException if it cannot be kept
     */
    synchronized void keepPendingWrite(PendingWrite write) {
        byte[] note = json.writeValueAsBytes(write);
        try {
            replaceFile(pendingWrite, note);
        } catch (IOException e) {
            waiting.put(probe, note);
            throw new LocalStoreUnavailableException(e);
        }
    }

    /** Returns the note of a prepared write. One that cannot be parsed is removed. */
    Optional<PendingWrite> pendingWrite() {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(pendingWrite), PendingWrite.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", pendingWrite, e.toString());
            return Optional.empty();
        } catch (JacksonException e) {
            LOG.warn("{} is not the note of a write, and is removed: {}", pendingWrite, e.toString());
            forgetPendingWrite();
            return Optional.empty();
        }
    }

    /**
     * Removes the note of a write.
     *
     * @throws LocalStoreUnavailableException if it cannot be removed
     */
    void forgetPendingWrite() {
        try {
            Files.deleteIfExists(pendingWrite);
        } catch (IOException e) {
            throw new LocalStoreUnavailableException(e);
        }
    }

    private static void putEntry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void replaceFile(Path file, byte[] content) throws IOException {
        new PrivateFolder(file.getParent()).createFolders();
        Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                for (ByteBuffer bytes = ByteBuffer.wrap(content); bytes.hasRemaining(); ) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
