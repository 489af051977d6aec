package support.entitlement.draft.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merges random edits, and compares the result with that of edits of cells whose rows and columns have names. */
class RandomSheetMergeTest {

    private static final int SHEETS = 300;

    static IntStream seeds() {
        return IntStream.range(0, SHEETS);
    }

    /** A sheet whose rows and columns have names: an edit finds its cell, whatever was inserted before it. */
    private static final class NamedSheet {

        private final List<String> rows = new ArrayList<>();
        private final List<String> columns = new ArrayList<>();
        private final Map<String, String> cells = new TreeMap<>();

        static NamedSheet of(Random random) {
            NamedSheet sheet = new NamedSheet();
            IntStream.range(0, 4 + random.nextInt(6)).forEach(column -> sheet.columns.add("c" + column));
            sheet.rows.add("titles");
            sheet.columns.forEach(column -> sheet.cells.put("titles/" + column, "Title " + column));
            IntStream.range(0, 5 + random.nextInt(20))
                    .forEach(row -> sheet.addRow(sheet.rows.size(), "r" + row, random));
            return sheet;
        }

        private void addRow(int at, String name, Random random) {
            rows.add(at, name);
            columns.forEach(
                    column -> cells.put(name + "/" + column, random.nextInt(4) == 0 ? "" : name + " " + column));
        }

        NamedSheet copy() {
            NamedSheet copy = new NamedSheet();
            copy.rows.addAll(rows);
            copy.columns.addAll(columns);
            copy.cells.putAll(cells);
            return copy;
        }

        List<List<String>> texts() {
            return rows.stream()
                    .map(row -> columns.stream()
                            .map(column -> cells.getOrDefault(row + "/" + column, ""))
                            .toList())
                    .toList();
        }
    }

    /** An edit of a sheet, which can be made in any version of it. */
    private interface Edit {
        void apply(NamedSheet sheet);
    }

    /**
     * Makes edits of one side. The sides edit different rows, which alternate, and insert behind different rows and columns.
     *
     * @param side 0 or 1
     */
    private static List<Edit> randomEdits(NamedSheet base, int side, Random random) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 1 + side; i < base.rows.size(); i += 2) {
            String row = base.rows.get(i);
            String column = base.columns.get(random.nextInt(base.columns.size()));
            switch (random.nextInt(5)) {
                case 0 -> edits.add(sheet -> sheet.cells.put(row + "/" + column, "edit by " + side));
                case 1 -> edits.add(sheet -> sheet.rows.remove(row));
                case 2 -> edits.add(sheet -> insertRow(sheet, row, "new " + side + " " + row));
                default -> {}
            }
        }
        if (random.nextInt(3) == 0) {
            String anchor = base.columns.get(side);
            edits.add(sheet -> insertColumn(sheet, anchor, "added by " + side));
        }
        return edits;
    }

    private static void insertRow(NamedSheet sheet, String before, String name) {
        sheet.rows.add(sheet.rows.indexOf(before), name);
        sheet.columns.forEach(
                column -> sheet.cells.putIfAbsent(name + "/" + column, column.startsWith("c") ? name + column : ""));
    }

    private static void insertColumn(NamedSheet sheet, String before, String name) {
        sheet.columns.add(sheet.columns.indexOf(before), name);
        sheet.cells.put("titles/" + name, name);
    }

    private static NamedSheet apply(NamedSheet base, List<Edit> edits) {
        NamedSheet edited = base.copy();
        edits.forEach(edit -> edit.apply(edited));
        return edited;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void editsOfDifferentRowsMergeToTheSheetThatHasBoth(int seed) {
        Random random = new Random(seed);
        NamedSheet base = NamedSheet.of(random);
        List<Edit> first = randomEdits(base, 0, random);
        List<Edit> second = randomEdits(base, 1, random);
        NamedSheet mine = apply(base, first);
        NamedSheet theirs = apply(base, second);

        SheetMerge merge = SheetMerge.mergeSheets(base.texts(), mine.texts(), theirs.texts());

        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.rows()).isEqualTo(apply(mine, second).texts());
        assertThat(SheetMerge.mergeSheets(base.texts(), theirs.texts(), mine.texts()))
                .isEqualTo(merge);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingThatASideTypedIsLost(int seed) {
        Random random = new Random(seed);
        List<List<String>> base = randomTexts(random, 1 + random.nextInt(12), 1 + random.nextInt(5));
        List<List<String>> mine = editWildly(base, "mine", random);
        List<List<String>> theirs = editWildly(base, "theirs", random);

        SheetMerge merge = SheetMerge.mergeSheets(base, mine, theirs);

        assertThat(keptTexts(merge)).containsAll(typedTexts(mine, "mine")).containsAll(typedTexts(theirs, "theirs"));
        SheetMerge turned = SheetMerge.mergeSheets(base, theirs, mine);
        assertThat(turned.conflicts()).hasSameSizeAs(merge.conflicts());
        assertThat(keptTexts(turned)).containsExactlyInAnyOrderElementsOf(keptTexts(merge));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theChangeOfOneSideAloneIsTheResult(int seed) {
        Random random = new Random(seed);
        List<List<String>> base = randomTexts(random, random.nextInt(12), 1 + random.nextInt(5));
        List<List<String>> edited = editWildly(base, "edit", random);

        SheetMerge mine = SheetMerge.mergeSheets(base, edited, base);

        assertThat(mine.conflicts()).isEmpty();
        assertThat(mine.rows()).isEqualTo(edited);
        assertThat(SheetMerge.mergeSheets(base, base, edited)).isEqualTo(mine);
    }

    private static List<String> keptTexts(SheetMerge merge) {
        return Stream.concat(
                        merge.rows().stream().flatMap(List::stream),
                        merge.conflicts().stream().flatMap(conflict -> Stream.of(conflict.mine(), conflict.theirs())))
                .filter(text -> text != null && !text.isEmpty())
                .distinct()
                .toList();
    }

    private static List<String> typedTexts(List<List<String>> sheet, String side) {
        return sheet.stream()
                .flatMap(List::stream)
                .filter(text -> text.startsWith(side))
                .toList();
    }

    private static List<List<String>> randomTexts(Random random, int rows, int columns) {
        return IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(0, columns)
                        .mapToObj(column -> randomText(random))
                        .toList())
                .toList();
    }

    private static String randomText(Random random) {
        return random.nextInt(3) == 0 ? "" : "t" + random.nextInt(5);
    }

    /** Edits, inserts, deletes and moves rows and columns at random; every typed text occurs once. */
    private static List<List<String>> editWildly(List<List<String>> base, String side, Random random) {
        List<List<String>> rows =
                new ArrayList<>(base.stream().<List<String>>map(ArrayList::new).toList());
        int columns = base.isEmpty() ? 1 : base.get(0).size();
        for (int edit = 0; edit < random.nextInt(6); edit++) {
            String text = side + edit;
            int width = columns;
            int place = random.nextInt(rows.size() + 1);
            switch (random.nextInt(5)) {
                case 0 ->
                    rows.add(
                            place,
                            new ArrayList<>(IntStream.range(0, width)
                                    .mapToObj(column -> text + column)
                                    .toList()));
                case 1 -> {
                    int column = random.nextInt(columns + 1);
                    rows.forEach(row -> row.add(column, text + " in " + rows.indexOf(row)));
                    columns++;
                }
                case 2 -> {
                    if (place < rows.size()) {
                        rows.get(place).set(random.nextInt(columns), text);
                    }
                }
                case 3 -> {
                    if (place < rows.size()) {
                        rows.remove(place);
                    }
                }
                default -> {
                    if (place < rows.size()) {
                        rows.add(rows.remove(place));
                    }
                }
            }
        }
        return rows;
    }
}
