package support.entitlement.release.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the files of a directory, without their contents. If two successive snapshots are equal, no file is being
 * written.
 *
 * @param files each file, in the order of names
 * @param failure the reason for which the directory cannot be listed; empty if it can
 */
record DirectorySnapshot(List<OfFile> files, String failure) {

    private static final FileTime NEVER = FileTime.fromMillis(0);

    /**
     * The attributes of one file. Links are followed, so that a changed link is seen as a changed file. A file outside of the
     * directory, or one that is not regular, has no attributes: they may change all the time.
     *
     * @param key the identity of the file in the file system, so that a replaced file is seen; null if the file system has none
     * @param size the length in bytes; -1 if the file does not exist, -2 if it is not read
     */
    record OfFile(String name, @Nullable Object key, long size, FileTime modified, boolean readable) {

        static OfFile of(String name, Path file, RealFiles real) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return found.isRegularFile() && real.containsPath(file)
                        ? new OfFile(
                                name, found.fileKey(), found.size(), found.lastModifiedTime(), Files.isReadable(file))
                        : new OfFile(name, null, -2, NEVER, false);
            } catch (IOException e) {
                return new OfFile(name, null, -1, NEVER, false);
            }
        }
    }
}
