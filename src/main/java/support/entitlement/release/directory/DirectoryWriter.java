package support.entitlement.release.directory;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.SheetReader;

/**
 * Writes releases to the rules directory, the analysts' working copy. A note of the write is kept in {@link LocalReleaseStore} before, and
 * what is to be written in temporary files beside its place, whose names are never read as tables. So a write that was cut short
 * is finished from the log afterwards, or forgotten; and a file that somebody has edited meanwhile stays as they left it.
 *
 * <p>Nothing in the directory itself says what is to be written: whoever can write there must not be able to have the service
 * write elsewhere. Every name is that of a table, and every folder really is in the directory.
 *
 * <p>Not thread-safe.
 */
final class DirectoryWriter {

    private static final String ABSENT = "-";
    private static final String TEMPORARY = ".publishing-";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 8;

    private final RulesDirectory directory;
    private final LocalReleaseStore memory;

    DirectoryWriter(RulesDirectory directory, LocalReleaseStore memory) {
        this.directory = directory;
        this.memory = memory;
    }

    /**
     * Keeps beside the directory what it shall hold.
     *
     * @param release which release it shall be
     * @throws LocalStoreUnavailableException if the note cannot be kept, or one from before be removed; the directory is as it was then
     * @throws IOException if the directory cannot be written; it is as it was then
     */
    void stageWrite(TableFiles before, TableFiles after, Release release) throws IOException {
        forgetWrite();
        requireWhole(after);
        PendingWrite write = new PendingWrite(path(), release.id(), release.digest(), newToken(), hashesOf(before));
        memory.keepPendingWrite(write);
        try {
            for (String name : changedNames(write, after)) {
                byte[] content = after.contents().get(name);
                if (content != null) {
                    Path target = targetOf(name);
                    Files.createDirectories(target.getParent());
                    writeFile(temporaryOf(write, name), content);
                } else {
                    targetOf(name);
                }
            }
        } catch (IOException e) {
            forgetWrite();
            throw e;
        }
    }

    /** The write that has begun, if one has. */
    Optional<PendingWrite> findPendingWrite() {
        return memory.pendingWrite().filter(write -> write.directory().equals(path()));
    }

    /**
     * Writes what has begun to be written, or the rest of it.
     *
     * @param after the files of its release
     * @throws IOException if the directory cannot be written; the write stays begun, to be finished later
     */
    void completeWrite(PendingWrite write, TableFiles after) throws IOException {
        requireWhole(after);
        for (String name : changedNames(write, after)) {
            completeFile(write, name, after.contents().get(name));
        }
        syncFolder(directory.path());
        forgetWrite();
    }

    /** Forgets what has begun to be written, and removes its temporary files. */
    void forgetWrite() throws IOException {
        memory.forgetPendingWrite(); // First: what is left of the rest counts as nothing.
        removeTemporaries(directory.path());
        removeTemporaries(directory.path().resolve(TableFiles.SCENARIOS));
    }

    private void completeFile(PendingWrite write, String name, byte @Nullable [] content) throws IOException {
        Path target = targetOf(name);
        if (!write.before().getOrDefault(name, ABSENT).equals(hashOf(target))) {
            return; // Written already, or edited by somebody whose edit must not be lost.
        }
        if (content == null) {
            Files.delete(target);
            return;
        }
        Path temporary = temporaryOf(write, name);
        if (!TableFiles.hashOf(content).equals(hashOf(temporary))) {
            Files.deleteIfExists(temporary);
            Files.createDirectories(target.getParent());
            writeFile(temporary, content);
        }
        Files.move(temporary, target, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    /** Files that are missing from the log must not be lost from the directory, too. */
    private static void requireWhole(TableFiles after) throws IOException {
        if (Problem.hasErrors(after.problems())) {
            throw new IOException("The log does not have its files as they were published");
        }
    }

    /** The files that differ, by name. */
    private static SortedSet<String> changedNames(PendingWrite write, TableFiles after) {
        SortedMap<String, String> hashes = hashesOf(after);
        SortedSet<String> names = new TreeSet<>(write.before().keySet());
        names.addAll(hashes.keySet());
        names.removeIf(name -> write.before().getOrDefault(name, ABSENT).equals(hashes.getOrDefault(name, ABSENT)));
        return names;
    }

    private static SortedMap<String, String> hashesOf(TableFiles files) {
        return files.contents().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        file -> TableFiles.hashOf(file.getValue()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Where a file goes. Neither its name nor a link in its way leads out of the directory. */
    private Path targetOf(String name) throws IOException {
        if (!TableFiles.isName(name)) {
            throw new IOException("“" + name + "” is no name of a table");
        }
        Path target = directory.path().resolve(name);
        Path folder = target.getParent();
        if ((Files.exists(folder) || Files.isSymbolicLink(folder))
                && !directory.resolveRoots().containsPath(folder)) {
            throw new IOException("its folder " + folder.getFileName() + " leads out of it");
        }
        return target;
    }

    private Path temporaryOf(PendingWrite write, String name) {
        String hash = TableFiles.hashOf(name.getBytes(StandardCharsets.UTF_8));
        return directory
                .path()
                .resolve(name)
                .resolveSibling(TEMPORARY + write.token() + "-" + hash.substring(0, 2 * TOKEN_BYTES));
    }

    private void removeTemporaries(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !directory.resolveRoots().containsPath(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, TEMPORARY + "[0-9a-f]*-[0-9a-f]*")) {
            for (Path file : files) {
                if (!Files.isDirectory(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The hash of what a file holds; something that is no file has none that anything is compared with. */
    private String hashOf(Path file) throws IOException {
        try {
            return TableFiles.hashOf(directory.resolveRoots().readFile(file, SheetReader.MAX_FILE_BYTES + 2));
        } catch (NoSuchFileException e) {
            return ABSENT;
        } catch (RealFiles.OutsideException | RealFiles.NoFileException e) {
            return "";
        }
    }

    private String path() {
        return directory.path().toAbsolutePath().toString();
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void writeFile(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
