package support.entitlement.table.acceptance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Acceptance;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.DateText;
import support.entitlement.text.Names;

/** Reads the entries of lists of accepted warnings. Single use. */
final class AcceptanceReader {

    private static final Names CODES = new Names(
            Arrays.stream(TableProblemCode.values()).map(Object::toString).toList());
    private static final Pattern MARK = Pattern.compile(RowMark.PATTERN);

    private final List<Acceptance> entries = new ArrayList<>();
    private final ProblemList problems = new ProblemList();

    /** Reads all entries of sheets, and all their problems. */
    AcceptedWarnings readSheets(List<Sheet> sheets) {
        sheets.stream()
                .flatMap(sheet -> AcceptanceSheet.readTitles(sheet, problems).stream())
                .forEach(this::readEntries);
        return new AcceptedWarnings(entries, problems.all());
    }

    private void readEntries(AcceptanceSheet sheet) {
        sheet.findEntryRows().forEach(row -> {
            if (entries.size() == AcceptedWarnings.MAX_ENTRIES) {
                addTooMany(sheet);
            }
            if (entries.size() < AcceptedWarnings.MAX_ENTRIES) {
                readEntry(sheet, row);
            }
        });
    }

    private void addTooMany(AcceptanceSheet sheet) {
        Problem tooMany = Problem.error(
                TableProblemCode.TOO_MANY_ROWS,
                sheet.sheet().sheetPlace(),
                "",
                "More than " + AcceptedWarnings.MAX_ENTRIES + " warnings are accepted.",
                "Change the rows that they warn of, or delete entries.");
        if (!problems.contains(tooMany)) {
            problems.add(tooMany);
        }
    }

    private void readEntry(AcceptanceSheet sheet, int row) {
        int before = problems.countFound();
        checkCode(sheet, row);
        readText(sheet, row, AcceptanceTitle.TABLE, AcceptedWarnings.MAX_NAME_LENGTH, "the name of the table");
        if (!MARK.matcher(sheet.cellText(row, AcceptanceTitle.ROW)).matches()) {
            addBadCell(
                    sheet, row, AcceptanceTitle.ROW, "the mark of a row, which accepting a warning in a draft writes");
        }
        readText(sheet, row, AcceptanceTitle.REASON, AcceptedWarnings.MAX_REASON_LENGTH, "why the warning is meant");
        readText(sheet, row, AcceptanceTitle.BY, AcceptedWarnings.MAX_NAME_LENGTH, "who has accepted it");
        LocalDate date = readDate(sheet, row).orElse(null);
        if (problems.countFound() == before && date != null) {
            entries.add(createEntry(sheet, row, date));
        }
    }

    private static Acceptance createEntry(AcceptanceSheet sheet, int row, LocalDate date) {
        return new Acceptance(
                new WarningKey(
                        sheet.cellText(row, AcceptanceTitle.CODE),
                        sheet.cellText(row, AcceptanceTitle.TABLE),
                        sheet.cellText(row, AcceptanceTitle.ROW)),
                sheet.cellText(row, AcceptanceTitle.REASON),
                sheet.cellText(row, AcceptanceTitle.BY),
                date,
                sheet.cellPlace(row, AcceptanceTitle.CODE));
    }

    private void checkCode(AcceptanceSheet sheet, int row) {
        String code = sheet.cellText(row, AcceptanceTitle.CODE);
        if (!CODES.all().contains(code)) {
            String nearest = CODES.findNearest(code)
                    .map(known -> ", such as “" + known + "”")
                    .orElse("");
            addBadCell(sheet, row, AcceptanceTitle.CODE, "the code of a warning" + nearest);
        }
    }

    private void readText(AcceptanceSheet sheet, int row, AcceptanceTitle title, int most, String right) {
        String text = sheet.cellText(row, title);
        if (text.isEmpty() || text.length() > most) {
            addBadCell(sheet, row, title, right + ", in up to " + most + " letters");
        }
    }

    private Optional<LocalDate> readDate(AcceptanceSheet sheet, int row) {
        try {
            return Optional.of(DateText.parse(sheet.cellText(row, AcceptanceTitle.DATE)));
        } catch (IllegalArgumentException e) {
            addBadCell(sheet, row, AcceptanceTitle.DATE, "the day on which it was accepted, such as " + DateText.FORM);
            return Optional.empty();
        }
    }

    private void addBadCell(AcceptanceSheet sheet, int row, AcceptanceTitle title, @Nullable String right) {
        problems.add(Problem.error(
                TableProblemCode.BAD_ACCEPTANCE,
                sheet.cellPlace(row, title),
                sheet.cellText(row, title),
                "This accepted warning cannot be read: “" + title + "” is missing or wrong.",
                "Write " + right + "; or delete the row, and accept the warning in a draft."));
    }
}
