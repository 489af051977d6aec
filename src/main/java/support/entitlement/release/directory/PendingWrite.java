package support.entitlement.release.directory;

import java.util.SortedMap;
import java.util.regex.Pattern;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;

/**
 * A write of a release to the rules directory that has begun. It says nothing of what is written: that is in the log, under the
 * number and the digest of the release. So nobody who forges one can have anything written that is no release.
 *
 * @param directory the rules directory, as an absolute path
 * @param token a part of the names of the temporary files, which nobody can know before
 * @param before the hash of each table's file as it was; a file that is another by now stays as it is
 */
record PendingWrite(String directory, long release, String digest, String token, SortedMap<String, String> before) {

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{16}");

    /** Refuses what leads out of the directory, or is not whole. */
    PendingWrite {
        if (directory == null || digest == null || !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("It is not whole.");
        }
        if (!before.keySet().stream().allMatch(TableFiles::isName)) {
            throw new IllegalArgumentException("It names what is no table.");
        }
    }

    /** Whether it is of this release. */
    boolean isOf(Release other) {
        return release == other.id() && digest.equals(other.digest());
    }
}
