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
 * Writes releases to the rules directory so that a crash never leaves half a release. A note of the write is kept in the {@link
 * LocalReleaseStore} first, and the contents in temporary files beside their targets, whose names are never read as tables. An
 * interrupted write is completed from the log, or forgotten; a file that somebody has edited meanwhile is left alone.
 *
 * <p>Nothing in the directory itself says what is to be written: a person who can write there must not be able to have the
 * service write elsewhere. Every name must be that of a table, and every folder must be inside the directory.
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
     * Prepares a write: keeps the note and the temporary files.
     *
     * @param release the release that the directory is to hold
     * @throws LocalStoreUnavailableException if the note cannot be kept, or an earlier one cannot be removed; the directory is
     *     unchanged
     * @throws IOException if the directory cannot be written; it is unchanged
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

    /** Returns the note of a write that was prepared and not completed. */
    Optional<PendingWrite> findPendingWrite() {
        return memory.pendingWrite().filter(write -> write.directory().equals(path()));
    }

    /**
     * Performs a prepared write, or the rest of one that was interrupted.
     *
     * @param after the files of its release
     * @throws IOException if the directory cannot be written; the write can be completed later
     */
    void completeWrite(PendingWrite write, TableFiles after) throws IOException {
        requireWhole(after);
        for (String name : changedNames(write, after)) {
            completeFile(write, name, after.contents().get(name));
        }
        syncFolder(directory.path());
        forgetWrite();
    }

    /** Forgets a prepared write, and removes its temporary files. */
    void forgetWrite() throws IOException {
        memory.forgetPendingWrite(); // First: without the note the temporary files mean nothing.
        removeTemporaries(directory.path());
        removeTemporaries(directory.path().resolve(TableFiles.SCENARIOS));
    }

    private void completeFile(PendingWrite write, String name, byte @Nullable [] content) throws IOException {
        Path target = targetOf(name);
        if (!write.before().getOrDefault(name, ABSENT).equals(hashOf(target))) {
            return; // Written already, or edited by a person whose edit must not be lost.
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

    /** Refuses files that were lost from the log, so that they are not deleted from the directory, too. */
    private static void requireWhole(TableFiles after) throws IOException {
        if (Problem.hasErrors(after.problems())) {
            throw new IOException("The log does not have its files as they were published");
        }
    }

    /** Returns the names of the files that differ. */
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

    /** Returns the path of a file. Neither its name nor a link on the way may lead out of the directory. */
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

    /**
     * Returns the hash of the content of a file; an empty text, which equals no hash, for anything that is not a regular file.
     */
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
