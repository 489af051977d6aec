package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.CheckMemory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.RuleTableStart;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetLimits;
import support.entitlement.text.NormalForm;

/**
 * Parses sheets into tables. All text in the result has been checked against the header's grammar or against the type
 * that the header requires.
 *
 * <p>A sheet has {@code RuleSet} on top, optionally a {@code Hit policy}, and then a {@code RuleTable}, which {@link
 * TableParser} reads. It may hold several tables, each with its hit policy above it.
 */
public final class SheetParser {

    private static final String RULE_SET = "RuleSet";

    private static final String HIT_POLICY = "Hit policy";

    private final Sheet sheet;
    private final int left;
    private final ProblemList problems;
    private final Budget values;
    private final List<Table> tables = new ArrayList<>();
    private boolean whole = true;

    private SheetParser(Sheet sheet, ProblemList problems, Budget values) {
        this.sheet = sheet;
        this.left = sheet.firstColumn();
        this.problems = problems;
        this.values = values;
    }

    /** Parses sheets. The result contains all problems found. */
    public static ParsedTables parseSheets(List<Sheet> sheets) {
        return parseSheets(sheets, CheckMemory.create());
    }

    /**
     * Parses sheets.
     *
     * @param memory has the tables of sheets that were parsed before without problems
     */
    public static ParsedTables parseSheets(List<Sheet> sheets, CheckMemory memory) {
        List<Table> tables = new ArrayList<>();
        ProblemList problems = new ProblemList();
        boolean whole = true;
        Budget values = Budget.ofSteps(SheetLimits.maxValues());
        for (Sheet sheet : sheets) {
            ParsedSheet parsed;
            try {
                parsed = parseSheet(sheet, problems, values, memory);
            } catch (Budget.Exhausted e) {
                problems.add(SheetLimits.tooManyValues(sheet.sheetPlace()));
                return new ParsedTables(List.of(), false, problems.all());
            }
            tables.addAll(parsed.tables());
            whole &= parsed.whole();
            if (tables.size() > SheetLimits.MAX_TABLES) {
                problems.add(SheetLimits.tooManyTables(sheet.sheetPlace()));
                return new ParsedTables(List.of(), false, problems.all());
            }
        }
        return new ParsedTables(tables, whole, problems.all());
    }

    /**
     * The result of parsing one sheet.
     *
     * @param whole true if these are all its tables
     * @param values the number of values in its cells
     * @param problemless true if it has no problems
     */
    private record ParsedSheet(List<Table> tables, boolean whole, long values, boolean problemless) {}

    private static ParsedSheet parseSheet(Sheet sheet, ProblemList problems, Budget values, CheckMemory memory) {
        Sheet same = memory.unify("sheet " + sheet.sheetPlace(), sheet);
        boolean[] isNew = new boolean[1];
        ParsedSheet parsed = memory.recall("tables", List.of(same), () -> {
            isNew[0] = true;
            return parseNew(same, problems, values);
        });
        if (isNew[0]) {
            return parsed;
        }
        if (parsed.problemless()) {
            values.takeSteps(parsed.values());
            return parsed;
        }
        return parseNew(same, problems, values);
    }

    private static ParsedSheet parseNew(Sheet sheet, ProblemList problems, Budget values) {
        int found = problems.countFound();
        Budget ofSheet = values.createPart(Long.MAX_VALUE);
        SheetParser parser = new SheetParser(sheet, problems, ofSheet);
        parser.parseSheet();
        return new ParsedSheet(
                List.copyOf(parser.tables), parser.whole, ofSheet.countTaken(), problems.countFound() == found);
    }

    private void parseSheet() {
        List<Integer> starts = IntStream.range(0, sheet.rows().size())
                .filter(this::startsTable)
                .boxed()
                .toList();
        if (starts.isEmpty()) {
            whole = false;
            noTable();
            return;
        }
        checkTop(starts.get(0));
        int above = 0;
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int end = i + 1 == starts.size() ? sheet.rows().size() : endBefore(starts.get(i + 1));
            HitPolicy hitPolicy = hitPolicy(above, start);
            int headerStart = i == 0 ? 0 : headerStart(starts.get(i - 1), start);
            Optional<Table> table = new TableParser(sheet, headerStart, start, end, problems, values)
                    .parseTable(nameOf(start), hitPolicy);
            table.ifPresent(tables::add);
            whole &= table.isPresent();
            above = end;
        }
    }

    /**
     * Reports that a sheet has no table: at the start of a table that has other cells to its left, or else with the
     * first text of the sheet.
     */
    private void noTable() {
        for (int row = 0; row < sheet.rows().size(); row++) {
            for (int column = 0; column < sheet.rowWidth(row); column++) {
                if (RuleTableStart.isStart(sheet.cellText(row, column))) {
                    addProblem(
                            TableProblemCode.NO_TABLE,
                            row,
                            column,
                            "A table begins here, and there are other cells to its left.",
                            "Delete the cells to its left, or move the table there.");
                    return;
                }
            }
        }
        String first = IntStream.range(0, sheet.rows().size())
                .filter(row -> !sheet.isBlank(row))
                .mapToObj(row -> sheet.cellText(row, left))
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .map(cell -> " Its first column begins with “" + cell + "”.")
                .orElse("");
        problems.add(Problem.error(
                TableProblemCode.NO_TABLE,
                sheet.sheetPlace(),
                "",
                "There is no table here." + first,
                "A table begins with a cell “RuleTable” followed by its name; anything else belongs elsewhere."));
    }

    private boolean startsTable(int row) {
        return RuleTableStart.isStart(sheet.cellText(row, left));
    }

    private String nameOf(int start) {
        String name = RuleTableStart.nameIn(sheet.cellText(start, left));
        if (name.isEmpty()) {
            addProblem(
                    TableProblemCode.NO_TABLE_NAME,
                    start,
                    left,
                    "The table has no name, and answers cite it by its name.",
                    "Write it behind “RuleTable”, in the same cell.");
        }
        if (CodeInCellChecks.isCode(name)) {
            addProblem(TableProblemCode.CODE_IN_CELL, start, left, CodeInCellChecks.MESSAGE, CodeInCellChecks.REMEDY);
        }
        return name;
    }

    private void checkTop(int end) {
        boolean named = false;
        for (int row = 0; row < end; row++) {
            String keyword = sheet.cellText(row, left);
            named |= keyword.equals(RULE_SET);
            if (!sheet.isBlank(row) && !keyword.equals(RULE_SET) && !isHitPolicy(row)) {
                addProblem(
                        TableProblemCode.UNKNOWN_KEYWORD,
                        row,
                        left,
                        "This is not part of a table.",
                        "Above a table only RuleSet and Hit policy may stand.");
            }
        }
        if (!named) {
            problems.add(Problem.error(
                    TableProblemCode.NO_RULE_SET,
                    sheet.sheetPlace(),
                    "",
                    "The sheet does not begin as a table does.",
                    "The first cell must be “RuleSet”, with a name beside it."));
        }
    }

    /**
     * Returns the end of a table above another one: the hit policy of the other, if it is stated, is not a row of this
     * one.
     */
    private int endBefore(int nextStart) {
        int end = nextStart;
        for (int row = nextStart - 1; row >= 0 && (sheet.isBlank(row) || isHitPolicy(row)); row--) {
            end = isHitPolicy(row) ? row : end;
        }
        return end;
    }

    /** Returns the first row of the header of a table below another one: blank rows between the two belong to it. */
    private int headerStart(int startAbove, int start) {
        int row = start;
        while (row > startAbove + TableHeaderParser.TITLES + 1 && (sheet.isBlank(row - 1) || isHitPolicy(row - 1))) {
            row--;
        }
        return row;
    }

    private HitPolicy hitPolicy(int from, int start) {
        HitPolicy hitPolicy = HitPolicy.UNIQUE;
        for (int row = from; row < start; row++) {
            if (isHitPolicy(row)) {
                Optional<HitPolicy> named = HitPolicy.findByName(sheet.cellText(row, left + 1));
                if (named.isEmpty()) {
                    addProblem(
                            TableProblemCode.BAD_HIT_POLICY,
                            row,
                            left + 1,
                            "This is not a hit policy.",
                            "Write unique (at most one row may match), first (the topmost row that matches counts) or"
                                    + " collect (all rows that match count).");
                }
                hitPolicy = named.orElse(HitPolicy.UNIQUE);
            }
        }
        return hitPolicy;
    }

    private boolean isHitPolicy(int row) {
        return NormalForm.areSame(sheet.cellText(row, left), HIT_POLICY);
    }

    private void addProblem(TableProblemCode code, int row, int column, String message, String remedy) {
        problems.add(Problem.error(code, sheet.cellPlace(row, column), sheet.cellText(row, column), message, remedy));
    }
}
