package support.entitlement.draft;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.change.CellName;
import support.entitlement.draft.change.SheetTexts;
import support.entitlement.draft.merge.CellConflict;
import support.entitlement.draft.merge.SheetMerge;
import support.entitlement.draft.merge.SheetMerge.CellPosition;
import support.entitlement.policy.precedence.Precedence;

/**
 * Applies the changes of a draft to another release, cell by cell. A file that cannot be merged by cells, because one side has removed
 * it, or it is no table, is taken whole. Single use.
 */
public final class DraftRebase {

    /** The value that takes the whole file of the draft. */
    public static final String TAKE_DRAFT = "draft";

    /** The value that takes the whole file of the release. */
    public static final String TAKE_RELEASE = "release";

    private final Map<ConflictPlace, @Nullable String> taken;
    private final Set<ConflictPlace> unused;
    private final boolean baseLost;
    private final List<OpenConflict> open = new ArrayList<>();
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private DraftRebase(Map<ConflictPlace, @Nullable String> taken, boolean baseLost) {
        this.taken = taken;
        this.baseLost = baseLost;
        this.unused = new HashSet<>(taken.keySet());
    }

    /**
     * The place of a conflict.
     *
     * @param sheet the sheet; null for CSV, or for a whole file
     * @param cell the cell in the merged sheet, such as {@code C12}; null for a whole file
     */
    public record ConflictPlace(
            String file, @Nullable String sheet, @Nullable String cell) {}

    /**
     * A place that the draft and the release have changed differently.
     *
     * @param base the text before both changes; null if there was none
     * @param draft the text of the draft; null if it has deleted it
     * @param release the text of the release; null if it has deleted it
     */
    public record OpenConflict(
            ConflictPlace place,
            @Nullable String base,
            @Nullable String draft,
            @Nullable String release) {}

    /**
     * The result.
     *
     * @param files the merged files; not to be kept if there are conflicts
     * @param open the conflicts, if one of them was not decided
     * @param unused the places of decisions that are about no conflict
     */
    public record Rebased(SortedMap<String, byte[]> files, List<OpenConflict> open, Set<ConflictPlace> unused) {}

    /**
     * Merges files.
     *
     * @param release the files of the other release
     * @param taken what a person has decided for each conflict: the text of the cell, null for its deletion, or, for a whole file, which
     *     one to take
     */
    public static Rebased rebaseDraft(
            DraftFiles draft, SortedMap<String, byte[]> release, Map<ConflictPlace, @Nullable String> taken) {
        DraftRebase rebase = new DraftRebase(taken, draft.isBaseLost());
        SortedMap<String, byte[]> base = draft.base().contents();
        SortedMap<String, byte[]> mine = draft.files().contents();
        Set<String> names = new TreeSet<>(base.keySet());
        names.addAll(mine.keySet());
        names.addAll(release.keySet());
        for (String name : names) {
            byte[] merged = rebase.mergeFile(name, base.get(name), mine.get(name), release.get(name));
            if (merged != null) {
                rebase.files.put(name, merged);
            }
        }
        boolean decided = rebase.open.stream().allMatch(conflict -> taken.containsKey(conflict.place()));
        return new Rebased(rebase.files, decided ? List.of() : rebase.open, rebase.unused);
    }

    private byte @Nullable [] mergeFile(
            String name, byte @Nullable [] base, byte @Nullable [] mine, byte @Nullable [] theirs) {
        if (Arrays.equals(mine, base) || Arrays.equals(mine, theirs)) {
            return theirs;
        }
        if (baseLost) {
            return mine == null || theirs == null
                    ? mergeWhole(name, null, mine, theirs)
                    : mergeSheets(name, null, mine, theirs);
        }
        if (Arrays.equals(theirs, base)) {
            return mine;
        }
        return base == null || mine == null || theirs == null
                ? mergeWhole(name, base, mine, theirs)
                : mergeSheets(name, base, mine, theirs);
    }

    /** Merges the sheets of a file; without a base, every cell that differs is a conflict. */
    private byte[] mergeSheets(String name, byte @Nullable [] base, byte[] mine, byte[] theirs) {
        Optional<List<SheetTexts>> one = DraftSheets.readSheets(name, mine);
        Optional<List<SheetTexts>> other = DraftSheets.readSheets(name, theirs);
        Optional<List<SheetTexts>> before = base == null ? other : DraftSheets.readSheets(name, base);
        if (before.isEmpty()
                || one.isEmpty()
                || other.isEmpty()
                || !namesOf(before.get()).equals(namesOf(one.get()))
                || !namesOf(before.get()).equals(namesOf(other.get()))) {
            return Objects.requireNonNull(mergeWhole(name, base, mine, theirs));
        }
        List<SheetTexts> merged = new ArrayList<>();
        for (int sheet = 0; sheet < before.get().size(); sheet++) {
            merged.add(mergeSheet(
                    name,
                    before.get().get(sheet),
                    one.get().get(sheet),
                    other.get().get(sheet)));
        }
        return DraftSheets.haveSameTexts(other.get(), merged)
                ? theirs
                : DraftSheets.writeSheets(name, merged)
                        .orElseGet(() -> Objects.requireNonNull(mergeWhole(name, base, mine, theirs)));
    }

    private static List<String> namesOf(List<SheetTexts> sheets) {
        return sheets.stream().map(sheet -> String.valueOf(sheet.name())).toList();
    }

    private SheetTexts mergeSheet(String file, SheetTexts base, SheetTexts mine, SheetTexts theirs) {
        SheetMerge merge = baseLost
                ? SheetMerge.mergeWithoutBase(mine.rows(), theirs.rows())
                : SheetMerge.mergeSheets(base.rows(), mine.rows(), theirs.rows());
        Map<CellPosition, @Nullable String> texts = new HashMap<>();
        for (CellConflict conflict : merge.conflicts()) {
            ConflictPlace place =
                    new ConflictPlace(file, base.name(), new CellName(conflict.row(), conflict.column()).toString());
            texts.put(new CellPosition(conflict.row(), conflict.column()), decide(place, conflict));
        }
        return new SheetTexts(base.name(), merge.resolveConflicts(texts));
    }

    private @Nullable String decide(ConflictPlace place, CellConflict conflict) {
        addConflict(place, conflict.base(), conflict.mine(), conflict.theirs());
        return taken.get(place);
    }

    private void addConflict(
            ConflictPlace place, @Nullable String base, @Nullable String mine, @Nullable String theirs) {
        open.add(new OpenConflict(place, base, mine, theirs));
        unused.remove(place);
    }

    private byte @Nullable [] mergeWhole(
            String name, byte @Nullable [] base, byte @Nullable [] mine, byte @Nullable [] theirs) {
        ConflictPlace place = new ConflictPlace(name, null, null);
        addConflict(place, describe(name, base), describe(name, mine), describe(name, theirs));
        return TAKE_RELEASE.equals(taken.get(place)) ? theirs : mine;
    }

    /** Returns the text of rules of precedence, and for a table only its name. */
    private static @Nullable String describe(String name, byte @Nullable [] content) {
        if (content == null) {
            return null;
        }
        return name.equals(Precedence.FILE) ? new String(content, StandardCharsets.UTF_8) : name;
    }
}
