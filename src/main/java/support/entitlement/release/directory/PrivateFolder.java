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
 * Closes the folder of the service to other users of the machine: contracts are stored there. Folders get the permissions 0700
 * and files 0600, including files that libraries create, such as the database. File systems without such permissions are left as
 * they are.
 */
public final class PrivateFolder {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final Pattern OF_A_RULES_DIRECTORY = Pattern.compile("log|.*-[0-9a-f]{8}");

    private final Path memory;
    private final Path folder;

    /**
     * Makes the folder of one rules directory.
     *
     * @param folder the folder of one rules directory, within the folder of all
     */
    public PrivateFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.memory = this.folder.getParent();
    }

    /**
     * Creates both folders, or restricts existing ones, with all files of this rules directory. A parent folder that holds other
     * things, too, keeps its permissions.
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

    /** Creates an empty file unless it exists, so that it is private before a library writes to it. */
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
