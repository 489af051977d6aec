package support.entitlement.release;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.util.FileSystemUtils;
import support.entitlement.table.Problem;

/**
 * Writes releases to the rules directory, the analysts' working copy. What is to be written is first kept beside it in full,
 * in a folder that nobody reads as tables. So a write that was cut short can be finished or forgotten afterwards, as the log
 * says; and a file that somebody has edited meanwhile stays as they left it.
 *
 * <p>Not thread-safe.
 */
final class WorkingCopy {

    private static final String STAGE = ".publishing";
    private static final String MANIFEST = "manifest";
    private static final String ABSENT = "-";

    private final RulesDirectory directory;
    private final Path stage;

    WorkingCopy(RulesDirectory directory) {
        this.directory = directory;
        this.stage = directory.path().resolve(STAGE);
    }

    /** What the directory holds now. */
    TableFiles files() {
        return directory.files();
    }

    /**
     * Keeps beside the directory what it shall hold.
     *
     * @param release which release it shall be
     * @throws IOException if the directory cannot be written; it is as it was then
     */
    void stage(TableFiles before, TableFiles after, Release release) throws IOException {
        forget();
        if (Problem.refuse(after.problems())) { // Files are missing here: the directory must not lose them.
            throw new IOException("The log does not have its files as they were published");
        }
        try {
            List<String> lines = new ArrayList<>(List.of(title(release)));
            TreeSet<String> names = new TreeSet<>(before.contents().keySet());
            names.addAll(after.contents().keySet());
            for (String name : names) {
                byte[] old = before.contents().get(name);
                byte[] content = after.contents().get(name);
                if (!Arrays.equals(old, content)) {
                    lines.add((old == null ? ABSENT : TableFiles.hash(old)) + " " + (content == null ? ABSENT : "+")
                            + " " + name);
                    if (content != null) {
                        write(stage.resolve("files").resolve(name), content);
                    }
                }
            }
            Path manifest = stage.resolve(MANIFEST + ".new");
            write(manifest, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            Files.move(manifest, stage.resolve(MANIFEST), ATOMIC_MOVE);
            sync(stage);
        } catch (IOException e) {
            forget();
            throw e;
        }
    }

    /** Whether something is kept to be written, and all of it is there. */
    boolean isStaged() throws IOException {
        return manifest().isPresent();
    }

    /** Whether what is kept is this release. */
    boolean isStaged(Release release) throws IOException {
        return manifest().filter(lines -> lines.get(0).equals(title(release))).isPresent();
    }

    private static String title(Release release) {
        return release.id() + " " + release.digest();
    }

    /**
     * Writes what is kept, or the rest of it.
     *
     * @throws IOException if the directory cannot be written; what is kept stays so, to be written later
     */
    void apply() throws IOException {
        List<String> lines = manifest().orElseThrow(() -> new NoSuchFileException(stage.toString()));
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 3);
            apply(parts[2], parts[0], parts[1].equals(ABSENT));
        }
        sync(directory.path());
        forget();
    }

    /** Throws away what is kept. */
    void forget() throws IOException {
        Files.deleteIfExists(stage.resolve(MANIFEST)); // First, so that what is left of the rest counts as nothing.
        FileSystemUtils.deleteRecursively(stage);
    }

    private void apply(String name, String before, boolean absent) throws IOException {
        Path target = directory.path().resolve(name);
        Path kept = stage.resolve("files").resolve(name);
        if (!before.equals(hashOf(target))) {
            return; // Written already, or edited by somebody whose edit must not be lost.
        }
        if (absent) {
            Files.delete(target);
        } else if (Files.exists(kept)) {
            Files.createDirectories(target.getParent());
            Files.move(kept, target, ATOMIC_MOVE, REPLACE_EXISTING);
        }
    }

    private static String hashOf(Path file) throws IOException {
        try {
            return TableFiles.hash(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    private Optional<List<String>> manifest() throws IOException {
        try {
            return Optional.of(Files.readAllLines(stage.resolve(MANIFEST)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
