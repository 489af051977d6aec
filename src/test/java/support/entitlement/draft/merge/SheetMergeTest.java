package support.entitlement.draft.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import support.entitlement.draft.merge.SheetMerge.CellPosition;

class SheetMergeTest {

    private static final List<List<String>> BASE = sheet(
            "RuleSet,support",
            "RuleTable Plans",
            "CONDITION,CONDITION,ACTION,METADATA",
            "Request,,,",
            "plan == $param,region == $param,setLevel($param),Notes",
            "Plan,Region,Level,Notes",
            "Gold,Europe,Premium,first",
            "Silver,Europe,Basic,second",
            "Iron,Asia,Basic,third",
            "Lead,Asia,None,fourth");

    @Test
    void editsOfDifferentCellsOfOneRowGoTogether() {
        SheetMerge merge = merge(
                edit("Silver,Europe,Basic,second", "Silver,Europe,Premium,second"),
                edit("Silver,Europe,Basic,second", "Silver,Europe,Basic,revised"));

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows()).isEqualTo(padded(edit("Silver,Europe,Basic,second", "Silver,Europe,Premium,revised")));
    }

    @Test
    void differentEditsOfOneCellAreAConflictThatKnowsAllThreeTexts() {
        SheetMerge merge = merge(
                edit("Silver,Europe,Basic,second", "Silver,Europe,Premium,second"),
                edit("Silver,Europe,Basic,second", "Silver,Europe,None,second"));

        assertThat(merge.conflicts()).containsExactly(new CellConflict(7, 2, "Basic", "Premium", "None"));
        assertThat(merge.resolveConflicts(Map.of(new CellPosition(7, 2), "None")))
                .isEqualTo(padded(edit("Silver,Europe,Basic,second", "Silver,Europe,None,second")));
    }

    @Test
    void equalEditsOfOneCellAreNoConflict() {
        List<List<String>> same = edit("Silver,Europe,Basic,second", "Silver,Europe,Premium,second");

        assertThat(merge(same, same)).isEqualTo(merge(same, BASE));
        assertThat(merge(same, same).rows()).isEqualTo(padded(same));
    }

    @Test
    void withoutABaseEachCellThatDiffersIsAConflictAndSoIsEachCellOfARowThatOneSideHas() {
        List<List<String>> mine = new ArrayList<>(edit("Silver,Europe,Basic,second", "Silver,Europe,Premium,"));
        mine.add(8, List.of("Tin", "", "Basic", "new"));

        SheetMerge merge = SheetMerge.mergeWithoutBase(mine, BASE);

        assertThat(merge.conflicts())
                .containsExactly(
                        new CellConflict(7, 2, null, "Premium", "Basic"),
                        new CellConflict(7, 3, null, "", "second"),
                        new CellConflict(8, 0, null, "Tin", null),
                        new CellConflict(8, 2, null, "Basic", null),
                        new CellConflict(8, 3, null, "new", null));
        assertThat(takeAll(merge, CellConflict::mine)).isEqualTo(padded(mine));
        assertThat(takeAll(merge, CellConflict::theirs)).isEqualTo(padded(BASE));
        assertThat(takeAll(SheetMerge.mergeWithoutBase(BASE, mine), CellConflict::theirs))
                .isEqualTo(padded(mine));
        assertThat(SheetMerge.mergeWithoutBase(BASE, BASE).conflicts()).isEmpty();
    }

    private static List<List<String>> takeAll(SheetMerge merge, Function<CellConflict, String> side) {
        Map<CellPosition, String> taken = new HashMap<>();
        merge.conflicts()
                .forEach(conflict ->
                        taken.put(new CellPosition(conflict.row(), conflict.column()), side.apply(conflict)));
        return merge.resolveConflicts(taken);
    }

    @Test
    void aRowThatOneDeletedAndTheOtherEditedIsAConflictThatMayEndEitherWay() {
        List<List<String>> without = new ArrayList<>(BASE);
        without.remove(7);

        SheetMerge merge = merge(without, edit("Silver,Europe,Basic,second", "Silver,Europe,Premium,second"));

        assertThat(merge.conflicts()).containsExactly(new CellConflict(7, 2, "Basic", null, "Premium"));
        Map<CellPosition, String> deletion = new HashMap<>();
        deletion.put(new CellPosition(7, 2), null);
        assertThat(merge.resolveConflicts(deletion)).isEqualTo(padded(without));
        assertThat(merge.resolveConflicts(Map.of(new CellPosition(7, 2), "Premium"))
                        .get(7))
                .containsExactly("Silver", "Europe", "Premium", "second");
    }

    @Test
    void aRowThatOneDeletedGoes() {
        List<List<String>> without = new ArrayList<>(BASE);
        without.remove(7);

        SheetMerge merge = merge(without, edit("Gold,Europe,Premium,first", "Gold,Asia,Premium,first"));

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows()).hasSize(BASE.size() - 1).contains(List.of("Gold", "Asia", "Premium", "first"));
    }

    @Test
    void rowsThatBothInsertedAtOnePlaceAreKeptUnlessTheyAreEqual() {
        List<List<String>> mine = insert(8, "Tin,Europe,Basic,mine", "Zinc,Asia,Basic,both");
        List<List<String>> theirs = insert(8, "Zinc,Asia,Basic,both", "Neon,America,Premium,theirs");

        SheetMerge merge = merge(mine, theirs);

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows()).hasSize(BASE.size() + 3);
        assertThat(merge.rows().stream().map(row -> row.get(0)))
                .containsOnlyOnce("Tin", "Zinc", "Neon")
                .containsSubsequence("Silver", "Neon", "Iron");
    }

    @Test
    void anInsertedColumnGoesThroughTheRowsOfTheOtherSide() {
        List<List<String>> mine = BASE.stream()
                .map(row -> insertCell(row, 1, row.size() > 2 ? "new " + row.get(0) : ""))
                .toList();
        List<List<String>> theirs = insert(9, "Tin,Europe,Basic,theirs");

        SheetMerge merge = merge(mine, theirs);

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows().get(9)).containsExactly("Tin", "", "Europe", "Basic", "theirs");
        assertThat(merge.rows().get(8)).containsExactly("Iron", "new Iron", "Asia", "Basic", "third");
    }

    @Test
    void aColumnThatOneDeletedAndTheOtherFilledIsAConflictThatMayEndEitherWay() {
        List<List<String>> mine = padded(BASE).stream()
                .map(row -> List.of(row.get(0), row.get(2), row.get(3)))
                .toList();

        SheetMerge merge = merge(mine, insert(9, "Tin,Europe,Basic,theirs"));

        assertThat(merge.conflicts()).containsExactly(new CellConflict(9, 1, null, null, "Europe"));
        Map<CellPosition, String> deletion = new HashMap<>();
        deletion.put(new CellPosition(9, 1), null);
        assertThat(merge.resolveConflicts(deletion).get(9)).containsExactly("Tin", "Basic", "theirs");
        assertThat(merge.resolveConflicts(Map.of(new CellPosition(9, 1), "Europe"))
                        .get(9))
                .containsExactly("Tin", "Europe", "Basic", "theirs");
    }

    @Test
    void aRowDeletedByOneAndAColumnDeletedByTheOtherAreBothGone() {
        List<List<String>> mine = padded(BASE).stream()
                .map(row -> List.of(row.get(0), row.get(2), row.get(3)))
                .toList();
        List<List<String>> theirs = new ArrayList<>(BASE);
        theirs.remove(8);

        SheetMerge merge = merge(mine, theirs);

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows()).hasSize(BASE.size() - 1).allMatch(row -> row.size() == 3);
    }

    @Test
    void aMovedRowTakesTheEditOfTheOtherSideAlong() {
        List<List<String>> mine = new ArrayList<>(BASE);
        mine.add(mine.remove(6));

        SheetMerge merge = merge(mine, edit("Gold,Europe,Premium,first", "Gold,Europe,Basic,first"));

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows()).hasSize(BASE.size());
        assertThat(merge.rows().get(BASE.size() - 1)).containsExactly("Gold", "Europe", "Basic", "first");
    }

    @Test
    void aMovedColumnTakesTheEditOfTheOtherSideAlong() {
        List<List<String>> mine = padded(BASE).stream()
                .map(row -> List.of(row.get(0), row.get(2), row.get(1), row.get(3)))
                .toList();

        SheetMerge merge = merge(mine, edit("Gold,Europe,Premium,first", "Gold,Europe,Basic,first"));

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows().get(6)).containsExactly("Gold", "Basic", "Europe", "first");
    }

    @Test
    void aSheetWithoutATableHasTheTitlesOfItsColumnsInTheFirstRow() {
        List<List<String>> base = sheet("Title,plan,expected", "one,Gold,Premium", "two,Silver,Basic");
        List<List<String>> mine = sheet("Title,plan,channel,expected", "one,Gold,Phone,Premium", "two,Silver,,Basic");
        List<List<String>> theirs = sheet("Title,plan,expected", "one,Gold,Basic", "two,Silver,Basic");

        SheetMerge merge = SheetMerge.mergeSheets(base, mine, theirs);

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows().get(1)).containsExactly("one", "Gold", "Phone", "Basic");
    }

    @Test
    void oneTextReplacedInAllRowsOfALongSheetMeetsEditsBetween() {
        List<List<String>> base = longSheet(5_000);
        List<List<String>> mine = base.stream()
                .map(row -> row.stream()
                        .map(text -> text.equals("Basic") ? "Plain" : text)
                        .toList())
                .toList();
        List<List<String>> theirs = new ArrayList<>(base);
        theirs.add(2_000, List.of("new", "row", "of", "theirs"));
        theirs.remove(4_000);

        SheetMerge merge = SheetMerge.mergeSheets(base, mine, theirs);

        assertThat(merge.conflicts()).containsExactly(new CellConflict(4_000, 1, "Basic", "Plain", null));
        assertThat(merge.rows()).hasSize(5_001);
        assertThat(merge.rows().stream().flatMap(List::stream))
                .doesNotContain("Basic")
                .contains("theirs");
    }

    private static List<List<String>> longSheet(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> Stream.concat(
                                Stream.of("P" + row, "Basic"),
                                IntStream.range(2, 13).mapToObj(column -> "v" + row % 7 * column))
                        .toList())
                .toList();
    }

    private static SheetMerge merge(List<List<String>> mine, List<List<String>> theirs) {
        return SheetMerge.mergeSheets(BASE, mine, theirs);
    }

    private static List<List<String>> edit(String before, String after) {
        List<List<String>> edited = new ArrayList<>(BASE);
        Collections.replaceAll(edited, sheet(before).get(0), sheet(after).get(0));
        return edited;
    }

    private static List<List<String>> insert(int row, String... lines) {
        List<List<String>> edited = new ArrayList<>(BASE);
        edited.addAll(row, sheet(lines));
        return edited;
    }

    private static List<String> insertCell(List<String> row, int column, String text) {
        List<String> longer = new ArrayList<>(row);
        longer.add(Math.min(column, longer.size()), text);
        return longer;
    }

    private static List<List<String>> sheet(String... lines) {
        return Stream.of(lines).map(line -> List.of(line.split(",", -1))).toList();
    }

    private static List<List<String>> padded(List<List<String>> rows) {
        return SheetMerge.mergeSheets(rows, rows, rows).rows();
    }
}
