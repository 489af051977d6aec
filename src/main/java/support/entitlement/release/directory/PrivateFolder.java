package support.entitlement.release.directory;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the service remembers from the other users of the machine: contracts lie there. Its folders are for the service's
 * own user alone (0700), and so are the files in them (0600), also those that others make there, such as the database. Where a
 * file system has no such permissions, nothing is done.
 */
public final class PrivateFolder {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final Pattern OF_A_RULES_DIRECTORY = Pattern.compile("log|.*-[0-9a-f]{8}");

    private final Path memory;
    private final Path folder;

    /**
     * A folder of the service.
     *
     * @param folder the one of a rules directory, within the one that holds those of all
     */
    public PrivateFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.memory = this.folder.getParent();
    }

    /**
     * Makes both folders, or closes those that are there, with all files in the one of this rules directory. A folder that others
     * use for other things, too, stays open to them.
     */
    public void createFolders() throws IOException {
        Files.createDirectories(folder);
        if (isForMemoryAlone()) {
            restrictAccess(memory, FOLDER);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                restrictAccess(each, Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) ? FOLDER : FILE);
            }
        }
    }

    private boolean isForMemoryAlone() throws IOException {
        try (Stream<Path> entries = Files.list(memory)) {
            return entries.allMatch(entry ->
                    OF_A_RULES_DIRECTORY.matcher(entry.getFileName().toString()).matches());
        }
    }

    /** Makes an empty file, unless it is there, so that nobody else may read it whoever writes to it later. */
    public void createFile(String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is there already.", file);
        }
        restrictAccess(file, FILE);
    }

    private static void restrictAccess(Path path, Set<PosixFilePermission> permissions) {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            if (view != null
                    && !Files.isSymbolicLink(path)
                    && !view.readAttributes().permissions().equals(permissions)) {
                view.setPermissions(permissions);
            }
        } catch (IOException e) {
            LOG.warn("Other users of this machine may be able to read {}: {}", path, e.toString());
        }
    }
}
