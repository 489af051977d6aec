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
 * A file that holds a token and that only the user of the service can read (mode 0600; a directory that is created here
 * has 0700).
 */
public record TokenFile(Path path) {

    /** Writes a token atomically: no reader sees a partial token, and the file never has wider permissions. */
    public void writeToken(AccessToken token) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder, permissionAttributes("rwx------"));
        Path next =
                Files.createTempFile(folder, path.getFileName().toString(), null, permissionAttributes("rw-------"));
        try {
            Files.writeString(next, token.text() + "\n", StandardCharsets.US_ASCII);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Deletes the file if it still holds this token. Another service may have written its own token since. */
    public void deleteToken(AccessToken token) throws IOException {
        if (Files.exists(path)
                && Files.readString(path, StandardCharsets.US_ASCII).strip().equals(token.text())) {
            Files.delete(path);
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
