package support.entitlement.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;

/** Sheets with one large table of six conditions, each of a kind that occurs in practice. */
final class ManyConditions {

    private static final List<String> TEMPLATES = List.of(
            "issueType == \"$param\"",
            "attribute[\"region\"] in (\"$param\")",
            "attribute[\"product\"] == \"$param\"",
            "attribute[\"seats\"] >= $param",
            "attribute[\"seats\"] < $param",
            "attribute[\"tier\"] != \"$param\"",
            "entitlement.words(\"$param\")");

    private ManyConditions() {}

    /**
     * Returns rows that exclude each other, so that none is reported and all must be compared: adjacent ranges of seats
     * for each product, and wildcards elsewhere.
     */
    static ReadSheets apart(String hitPolicy, int rows) {
        return sheets(
                hitPolicy,
                IntStream.range(0, rows)
                        .mapToObj(row -> List.of(
                                row % 3 == 0 ? "" : "Type " + row / 100 % 7,
                                row % 5 == 0 ? "" : "R" + row % 4 + ", R" + row % 3 + ", R9",
                                "Product " + row / 100,
                                "" + row % 100 * 10,
                                "" + (row % 100 * 10 + 10),
                                row % 2 == 0 ? "" : "T" + row % 6,
                                "w" + row))
                        .toList());
    }

    /** Returns rows that only a range of seats distinguishes, so that no single value finds the few that matter. */
    static ReadSheets ranges(String hitPolicy, int rows) {
        return sheets(
                hitPolicy,
                IntStream.range(0, rows)
                        .mapToObj(row -> List.of("", "", "", "" + row, "" + (row + 1), "", "w" + row))
                        .toList());
    }

    /** Returns rows of random conditions, many of them blank, with a default for all at the end. */
    static ReadSheets random(String hitPolicy, int rows) {
        Random random = new Random(4);
        List<List<String>> cells = new ArrayList<>();
        for (int row = 0; row < rows - 1; row++) {
            int from = random.nextInt(1000);
            cells.add(List.of(
                    blankOr(random, "Type " + random.nextInt(8)),
                    blankOr(random, "R" + random.nextInt(20) + ", R" + random.nextInt(20)),
                    blankOr(random, "Product " + random.nextInt(200)),
                    blankOr(random, "" + from),
                    blankOr(random, "" + (from + 1 + random.nextInt(200))),
                    blankOr(random, "T" + random.nextInt(5)),
                    "w" + row % 10));
        }
        cells.add(List.of("", "", "", "", "", "", "default"));
        return sheets(hitPolicy, cells);
    }

    private static String blankOr(Random random, String text) {
        return random.nextInt(4) == 0 ? "" : text;
    }

    private static ReadSheets sheets(String hitPolicy, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(
                List.of("RuleSet", "any"),
                List.of("Hit policy", hitPolicy),
                List.of("RuleTable Many"),
                TEMPLATES.stream()
                        .map(template -> template.startsWith("entitlement") ? "ACTION" : "CONDITION")
                        .toList(),
                List.of("Coverage"),
                TEMPLATES,
                IntStream.range(0, TEMPLATES.size())
                        .mapToObj(column -> "Column " + column)
                        .toList()));
        lines.addAll(rows);
        return new ReadSheets(List.of(new Sheet("many.csv", null, lines)), List.of());
    }
}
