package support.entitlement.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with a token, which nobody but the user of the service may read (0600, in a folder that is 0700 if it is made here). */
public record TokenFile(Path path) {

    /** Writes a token in one step: nobody ever sees a part of it, or one that others may read. */
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

    /** Deletes the file if it still holds this token: another service may have written its own since. */
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
