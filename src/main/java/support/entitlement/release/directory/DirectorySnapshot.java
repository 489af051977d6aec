package support.entitlement.release.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a directory's files look like from outside. Two equal ones, taken one after the other, mean that nobody is writing.
 *
 * @param files each file in the order of names
 * @param failure why the directory cannot be listed; empty if it can
 */
record DirectorySnapshot(List<OfFile> files, String failure) {

    private static final FileTime NEVER = FileTime.fromMillis(0);

    /**
     * What one file looks like. Links are followed, so that a link turned to another file is seen as one; but where they lead out
     * of the directory, or to what is no file, nothing is looked at: something there may change all the time.
     *
     * @param key what the file system knows the file by, so that a file put in place of another is seen; null if it has
     *     no such thing
     * @param size the length in bytes; -1 if the file is not there, -2 if it is not read
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
