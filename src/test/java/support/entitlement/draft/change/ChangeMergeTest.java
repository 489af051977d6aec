package support.entitlement.draft.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import support.entitlement.draft.change.ChangeMerge.CarriedChange;
import support.entitlement.draft.change.ChangeMerge.OtherChange;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.LineDeletion;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.LineMove;
import support.entitlement.draft.change.DraftChange.SheetChange;

/** Changes of two editors of one sheet, one carried over the other. */
class ChangeMergeTest {

    private static final Instant THEN = Instant.parse("2026-03-06T08:00:00Z");
    private static final String FILE = "plans.csv";

    private static SheetTexts sheet(String... rows) {
        return new SheetTexts(
                null, Stream.of(rows).map(row -> List.of(row.split(",", -1))).toList());
    }

    private static SheetTexts with(SheetTexts sheet, List<? extends DraftChange> changes) {
        SheetTexts changed = new SheetTexts(sheet.name(), sheet.rows());
        changes.forEach(change -> changed.applyChange((SheetChange) change));
        return changed;
    }

    private static List<OtherChange> by(String author, List<DraftChange> changes) {
        return changes.stream()
                .map(change -> new OtherChange(change, author, THEN))
                .toList();
    }

    private static SheetTexts merged(SheetTexts sheet, List<DraftChange> first, List<DraftChange> last) {
        ChangeMerge merge = ChangeMerge.mergeChanges(last, by("ada", first));
        assertThat(merge.conflicts()).isEmpty();
        return with(
                with(sheet, first),
                merge.changes().stream().map(CarriedChange::change).toList());
    }

    private static DraftChange set(int row, int column, String before, String after) {
        return new CellChange(FILE, null, row, column, before, after);
    }

    private static DraftChange insertRows(int at, String... rows) {
        return new LineInsertion(
                FILE,
                null,
                Axis.ROW,
                at,
                Stream.of(rows).map(row -> List.of(row.split(",", -1))).toList());
    }

    private static DraftChange deleteRows(int at, int count) {
        return new LineDeletion(FILE, null, Axis.ROW, at, count);
    }

    @Test
    void aCellIsFoundWhereTheOtherHasMovedIt() {
        SheetTexts sheet = sheet("a", "b", "c");

        assertThat(merged(sheet, List.of(insertRows(1, "x", "y")), List.of(set(2, 0, "c", "C")))
                        .rows())
                .containsExactly(List.of("a"), List.of("x"), List.of("y"), List.of("b"), List.of("C"));
        assertThat(merged(
                                sheet,
                                List.of(new LineMove(FILE, null, Axis.ROW, 2, 1, 0)),
                                List.of(set(2, 0, "c", "C"), insertRows(3, "d")))
                        .rows())
                .containsExactly(List.of("C"), List.of("a"), List.of("b"), List.of("d"));
    }

    @Test
    void rowsThatTheOtherInsertsAmongThoseThatAreDeletedStay() {
        assertThat(merged(sheet("a", "b", "c", "d"), List.of(insertRows(2, "x")), List.of(deleteRows(1, 2)))
                        .rows())
                .containsExactly(List.of("a"), List.of("x"), List.of("d"));
    }

    @Test
    void twoTextsForOneCellClashAndEqualOnesDoNot() {
        List<DraftChange> first = List.of(set(0, 0, "a", "A"));

        ChangeMerge clash =
                ChangeMerge.mergeChanges(List.of(insertRows(0, "x"), set(1, 0, "a", "B")), by("ada", first));
        ChangeMerge same = ChangeMerge.mergeChanges(List.of(set(0, 0, "a", "A")), by("ada", first));

        assertThat(clash.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.index()).isEqualTo(1);
            assertThat(conflict.theirs().by()).isEqualTo("ada");
        });
        assertThat(same.conflicts()).isEmpty();
        assertThat(same.changes()).isEmpty();
    }

    @Test
    void aTextInARowThatTheOtherDeletesClashesWhoeverIsFirst() {
        List<DraftChange> typed = List.of(set(1, 0, "b", "B"));
        List<DraftChange> deleted = List.of(deleteRows(0, 2));

        assertThat(ChangeMerge.mergeChanges(typed, by("ada", deleted)).conflicts())
                .hasSize(1);
        assertThat(ChangeMerge.mergeChanges(deleted, by("ada", typed)).conflicts())
                .hasSize(1);
    }

    @Test
    void whoeverComesFirstTheSheetIsTheSameAndNothingTypedIsLost() {
        int clashes = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            SheetTexts sheet = randomSheet(random);
            List<DraftChange> mine = randomChanges(sheet, "m", random);
            List<DraftChange> theirs = randomChanges(sheet, "t", random);
            ChangeMerge afterTheirs = ChangeMerge.mergeChanges(mine, by("them", theirs));
            ChangeMerge afterMine = ChangeMerge.mergeChanges(theirs, by("me", mine));
            String what = "seed " + seed + ": " + mine + "\n" + theirs;
            assertThat(afterTheirs.conflicts().isEmpty())
                    .as(what)
                    .isEqualTo(afterMine.conflicts().isEmpty());
            if (!afterTheirs.conflicts().isEmpty()) {
                clashes++;
                continue;
            }
            SheetTexts one = with(with(sheet, theirs), changes(afterTheirs));
            SheetTexts other = with(with(sheet, mine), changes(afterMine));
            assertThat(one.hasSameTexts(other))
                    .as(() -> what + "\n" + one.rows() + "\n" + other.rows())
                    .isTrue();
            Set<String> typed = Stream.concat(typedTexts(with(sheet, mine), "m"), typedTexts(with(sheet, theirs), "t"))
                    .collect(Collectors.toSet());
            assertThat(typedTexts(one, "m", "t")).as(what).containsAll(typed);
        }
        assertThat(clashes).isBetween(1_000, 15_000);
    }

    private static List<DraftChange> changes(ChangeMerge merge) {
        return merge.changes().stream().map(CarriedChange::change).toList();
    }

    private static Stream<String> typedTexts(SheetTexts sheet, String... marks) {
        return sheet.rows().stream()
                .flatMap(List::stream)
                .filter(text -> Stream.of(marks).anyMatch(text::startsWith));
    }

    private static SheetTexts randomSheet(Random random) {
        int width = 2 + random.nextInt(4);
        return new SheetTexts(
                null,
                IntStream.range(0, 3 + random.nextInt(5))
                        .mapToObj(row -> IntStream.range(0, width)
                                .mapToObj(column -> "s" + row + "." + column)
                                .toList())
                        .toList());
    }

    /** Returns changes of which each text is new, so that it is seen where it comes to stand. */
    private static List<DraftChange> randomChanges(SheetTexts sheet, String mark, Random random) {
        SheetTexts now = with(sheet, List.of());
        List<DraftChange> changes = new ArrayList<>();
        for (int number = 1 + random.nextInt(3); number > 0; number--) {
            DraftChange change = randomChange(now, mark + number, random);
            now = with(now, List.of(change));
            changes.add(change);
        }
        return changes;
    }

    private static DraftChange randomChange(SheetTexts sheet, String text, Random random) {
        int rows = sheet.rows().size() + 1;
        int columns = sheet.width() + 1;
        if (random.nextBoolean()) {
            int row = random.nextInt(rows);
            int column = random.nextInt(columns);
            return set(row, column, sheet.textAt(row, column), text);
        }
        Axis axis = random.nextInt(3) == 0 ? Axis.COLUMN : Axis.ROW;
        int lines = axis == Axis.ROW ? rows : columns;
        int across = axis == Axis.ROW ? columns : rows;
        int at = random.nextInt(lines);
        int count = 1 + random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> new LineInsertion(FILE, null, axis, at, randomLines(text, count, across, random));
            case 1 -> new LineDeletion(FILE, null, axis, at, count);
            default -> new LineMove(FILE, null, axis, at, count, random.nextInt(lines));
        };
    }

    private static List<List<String>> randomLines(String text, int count, int length, Random random) {
        return IntStream.range(0, count)
                .mapToObj(line -> IntStream.range(0, random.nextInt(length + 1))
                        .mapToObj(cell -> random.nextBoolean() ? "" : text + ":" + line + "." + cell)
                        .toList())
                .toList();
    }
}
