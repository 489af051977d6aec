package support.entitlement.release.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that count as parts of a directory: those whose real path is inside its real path, or inside another directory that
 * the settings name. A link counts by its target. Hard links cannot be told from other files.
 *
 * <p>Files are opened relative to the open directory, step by step and without following links, so that nothing is read from
 * elsewhere even if a link is changed at that moment. Only regular files are opened: a pipe or a device would block the reader.
 *
 * @param roots the real paths; the first is that of the directory itself
 */
record RealFiles(List<Path> roots) {

    private static final Set<OpenOption> TO_READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);

    /** A path leads out of the directory. The message does not name the target. */
    static final class OutsideException extends IOException {

        private static final long serialVersionUID = 1L;

        OutsideException() {
            super("It leads out of the rules directory.");
        }
    }

    /** A path leads to something that is no regular file. */
    static final class NoFileException extends IOException {

        private static final long serialVersionUID = 1L;

        NoFileException() {
            super("It is no file.");
        }
    }

    /**
     * Resolves a directory.
     *
     * @param linked further directories into which links may lead; one that does not exist counts as empty
     * @throws IOException if the directory itself cannot be reached
     */
    static RealFiles resolveRoots(Path directory, List<Path> linked) throws IOException {
        List<Path> roots = new ArrayList<>(List.of(directory.toRealPath()));
        for (Path other : linked) {
            if (Files.isDirectory(other)) {
                roots.add(other.toRealPath());
            }
        }
        return new RealFiles(List.copyOf(roots));
    }

    /** Returns true if a path leads to something inside, of whatever kind. */
    boolean containsPath(Path path) {
        try {
            return rootOf(path.toRealPath()).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a file.
     *
     * @param most the maximum number of bytes to read
     * @throws OutsideException if the path leads out of the directory, even to nothing
     * @throws NoFileException if it is not a regular file
     * @throws NoSuchFileException if it does not exist
     */
    byte[] readFile(Path file, int most) throws IOException {
        Path real = realPathOf(file);
        Path root = rootOf(real).orElseThrow(OutsideException::new);
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(root)) {
            if (folder instanceof SecureDirectoryStream<Path> secure) {
                return readWithin(secure, root.relativize(real), most);
            }
        }
        requireFile(Files.readAttributes(real, BasicFileAttributes.class, NOFOLLOW_LINKS));
        try (SeekableByteChannel channel = Files.newByteChannel(real, TO_READ)) {
            return readChannel(channel, most);
        }
    }

    private static byte[] readWithin(SecureDirectoryStream<Path> folder, Path rest, int most) throws IOException {
        Path name = rest.getName(0);
        if (rest.getNameCount() > 1) {
            try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(name, NOFOLLOW_LINKS)) {
                return readWithin(next, rest.subpath(1, rest.getNameCount()), most);
            }
        }
        requireFile(folder.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes());
        try (SeekableByteChannel channel = folder.newByteChannel(name, TO_READ)) {
            return readChannel(channel, most);
        }
    }

    private static byte[] readChannel(SeekableByteChannel channel, int most) throws IOException {
        try (InputStream in = Channels.newInputStream(channel)) {
            return in.readNBytes(most);
        }
    }

    private static void requireFile(BasicFileAttributes found) throws NoFileException {
        if (!found.isRegularFile()) {
            throw new NoFileException();
        }
    }

    /** Resolves a path. An error does not reveal whether the target of a link outside exists. */
    private Path realPathOf(Path file) throws IOException {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            if (Files.isSymbolicLink(file) && !leadsInside(file)) {
                throw new OutsideException();
            }
            throw e;
        }
    }

    private boolean leadsInside(Path link) throws IOException {
        Path folder = link.toAbsolutePath().getParent().toRealPath();
        return rootOf(folder.resolve(Files.readSymbolicLink(link)).normalize()).isPresent();
    }

    private Optional<Path> rootOf(Path real) {
        return roots.stream().filter(real::startsWith).findFirst();
    }
}
