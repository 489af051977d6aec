package support.entitlement.draft;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.tables.TableFiles;

/**
 * The files of a draft at one version.
 *
 * @param source the draft at that version, with its base
 * @param base the files of the base; empty if there is none
 * @param files all files of the draft, with those that it does not change
 */
public record DraftFiles(DraftSource source, TableFiles base, TableFiles files) {

    /** Returns the draft at that version. */
    public Draft draft() {
        return source.draft();
    }

    /** Returns true if the log has lost the release that the draft is based on. */
    public boolean isBaseLost() {
        return source.baseLost();
    }

    /** The difference of a file from the release that the draft is based on. */
    public enum FileState {
        UNCHANGED,
        CHANGED,
        ADDED,
        REMOVED
    }

    /** Returns the names of all files, with those that the draft removes. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(base.contents().keySet());
        names.addAll(files.contents().keySet());
        return names;
    }

    /** Returns the state of a file of one of these names. */
    public FileState stateOf(String name) {
        byte[] before = base.contents().get(name);
        byte[] now = files.contents().get(name);
        if (before == null) {
            return FileState.ADDED;
        }
        if (now == null) {
            return FileState.REMOVED;
        }
        return Arrays.equals(before, now) ? FileState.UNCHANGED : FileState.CHANGED;
    }

    /** Returns the files with the differences of a draft: new contents by name, and null for a file that it removes. */
    static SortedMap<String, byte[]> mergeDifferences(
            SortedMap<String, byte[]> base, SortedMap<String, byte @Nullable []> differences) {
        SortedMap<String, byte[]> files = new TreeMap<>(base);
        differences.forEach((name, content) -> {
            if (content == null) {
                files.remove(name);
            } else {
                files.put(name, content);
            }
        });
        return files;
    }

    /** Returns the differences between the files of a release and those of a draft. */
    static SortedMap<String, byte @Nullable []> findDifferences(
            SortedMap<String, byte[]> base, SortedMap<String, byte[]> files) {
        SortedMap<String, byte @Nullable []> differences = new TreeMap<>();
        files.forEach((name, content) -> {
            if (!Arrays.equals(base.get(name), content)) {
                differences.put(name, content);
            }
        });
        base.keySet().stream().filter(name -> !files.containsKey(name)).forEach(name -> differences.put(name, null));
        return differences;
    }
}
