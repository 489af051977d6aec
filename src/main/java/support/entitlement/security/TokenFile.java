package support.entitlement.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that holds a token, and one beside it with a link that signs in with the token. Only the user of the service can read them
 * (mode 0600; a directory that is created here has 0700).
 */
public record TokenFile(Path path) {

    /** Returns the path of the file with the link. The token has a file of its own, so that programs read nothing else there. */
    public Path linkPath() {
        return path.resolveSibling("sign-in-link");
    }

    /** Writes a token. */
    public void writeToken(AccessToken token) throws IOException {
        writeLine(path, token.text());
    }

    /** Writes the link by which a person signs in to the page at this address. A browser keeps what follows the # to itself. */
    public void writeLink(String page, AccessToken token) throws IOException {
        writeLine(linkPath(), page + linkEnd(token));
    }

    /** Deletes the files that still hold this token. Another service may have written its own token since. */
    public void deleteToken(AccessToken token) throws IOException {
        deleteIfItEndsWith(path, token.text());
        deleteIfItEndsWith(linkPath(), linkEnd(token));
    }

    private static String linkEnd(AccessToken token) {
        return "#token=" + token.text();
    }

    /** Writes a file atomically: no reader sees a part of it, and it never has wider permissions. */
    private static void writeLine(Path file, String line) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder, permissionAttributes("rwx------"));
        Path next =
                Files.createTempFile(folder, file.getFileName().toString(), null, permissionAttributes("rw-------"));
        try {
            Files.writeString(next, line + "\n", StandardCharsets.US_ASCII);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void deleteIfItEndsWith(Path file, String end) throws IOException {
        if (Files.exists(file)
                && Files.readString(file, StandardCharsets.US_ASCII).strip().endsWith(end)) {
            Files.delete(file);
        }
    }

    private static FileAttribute<?>[] permissionAttributes(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
