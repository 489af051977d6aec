package support.entitlement.release.directory;

import java.util.SortedMap;
import java.util.regex.Pattern;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;

/**
 * The note of a prepared write to the rules directory. The content is not in it but in the log, under the number and the digest
 * of the release, so that a forged note can only have a release written.
 *
 * @param directory the rules directory, as an absolute path
 * @param token an unpredictable part of the names of the temporary files
 * @param before the hash of each file before the write; a file with another hash was edited and is left alone
 */
record PendingWrite(String directory, long release, String digest, String token, SortedMap<String, String> before) {

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{16}");

    /** Refuses notes that are incomplete, or name files outside of the directory. */
    PendingWrite {
        if (directory == null || digest == null || !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("It is not whole.");
        }
        if (!before.keySet().stream().allMatch(TableFiles::isName)) {
            throw new IllegalArgumentException("It names what is no table.");
        }
    }

    /** Returns true if this is the write of the given release. */
    boolean isOf(Release other) {
        return release == other.id() && digest.equals(other.digest());
    }
}
