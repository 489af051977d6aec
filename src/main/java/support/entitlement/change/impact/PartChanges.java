package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/** Collects the parts in which two answers differ. Not thread-safe. */
final class PartChanges {

    private final List<PartChange> changes = new ArrayList<>();

    /** Returns the parts that differ, in the order in which they were compared. */
    List<PartChange> all() {
        return List.copyOf(changes);
    }

    /** Compares names, of which the case does not count. */
    void compareNames(String part, @Nullable String before, @Nullable String after) {
        if (!areOneName(before, after)) {
            compareUnrated(part, before, after);
        }
    }

    static boolean areOneName(@Nullable String before, @Nullable String after) {
        return before != null && after != null
                ? NormalForm.key(before).equals(NormalForm.key(after))
                : Objects.equals(before, after);
    }

    void addChange(String part, @Nullable String before, @Nullable String after, Direction direction) {
        if (!Objects.equals(before, after)) {
            changes.add(new PartChange(part, before, after, direction));
        }
    }

    void compareUnrated(String part, @Nullable Object before, @Nullable Object after) {
        addChange(part, textOf(before), textOf(after), Direction.UNKNOWN);
    }

    /** Compares something that is better to have than not to have. */
    void comparePresence(String part, @Nullable String before, @Nullable String after) {
        addChange(part, before, after, directionOfGain(before != null, after != null));
    }

    static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static Direction directionOfGain(boolean before, boolean after) {
        return Direction.ofGrowth(Boolean.compare(after, before));
    }
}
