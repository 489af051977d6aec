package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;

/** How much a sheet may hold. More is no table, but a mistake or an attack. */
final class SheetLimits {

    static final int MOST_ROWS = 20_000;
    static final int MOST_COLUMNS = 100;
    static final int LONGEST_TEXT = 10_000;

    private static final String DIVIDE = "Divide the table, or delete what is no table.";

    private SheetLimits() {}

    static List<Problem> check(Sheet sheet) {
        List<Problem> problems = new ArrayList<>();
        if (sheet.rows().size() > MOST_ROWS) {
            problems.add(
                    Problem.error("too-many-rows", sheet.place(), "", "The sheet has more than 20,000 rows.", DIVIDE));
            return problems;
        }
        for (int row = 0; row < sheet.rows().size(); row++) {
            if (sheet.width(row) > MOST_COLUMNS) {
                problems.add(Problem.error(
                        "too-many-columns",
                        sheet.place(row, MOST_COLUMNS),
                        "",
                        "A table has at most 100 columns.",
                        DIVIDE));
                return problems;
            }
            for (int column = 0; column < sheet.width(row); column++) {
                if (sheet.cell(row, column).length() > LONGEST_TEXT) {
                    problems.add(Problem.error(
                            "too-long-text",
                            sheet.place(row, column),
                            sheet.cell(row, column),
                            "The text has more than 10,000 characters.",
                            "Say it in fewer, or link to it."));
                }
            }
        }
        return problems;
    }
}
