package support.entitlement.table.acceptance;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.NormalForm;

/**
 * A sheet with a list of accepted warnings whose titles are right.
 *
 * @param sheet the sheet
 * @param titles the row of the titles, from zero
 * @param columns the column of each title, from zero
 */
public record AcceptanceSheet(Sheet sheet, int titles, Map<AcceptanceTitle, Integer> columns) {

    /** Copies the map. */
    public AcceptanceSheet {
        columns = Map.copyOf(columns);
    }

    /**
     * Reads the titles of a sheet.
     *
     * @param problems receives the problem if a title is missing, written twice or not known
     * @return empty if the sheet is blank, or its titles are wrong
     */
    static Optional<AcceptanceSheet> readTitles(Sheet sheet, ProblemList problems) {
        return IntStream.range(0, sheet.rows().size())
                .filter(row -> !sheet.isBlank(row))
                .boxed()
                .findFirst()
                .flatMap(row -> readTitles(sheet, row, problems));
    }

    /** Reads the titles of a sheet; empty if they are wrong. */
    public static Optional<AcceptanceSheet> readTitles(Sheet sheet) {
        return readTitles(sheet, new ProblemList());
    }

    private static Optional<AcceptanceSheet> readTitles(Sheet sheet, int row, ProblemList problems) {
        Map<AcceptanceTitle, Integer> columns = new EnumMap<>(AcceptanceTitle.class);
        for (int column = 0; column < sheet.rowWidth(row); column++) {
            String text = sheet.cellText(row, column);
            AcceptanceTitle title = findTitle(text).orElse(null);
            if (!text.isEmpty() && (title == null || columns.put(title, column) != null)) {
                problems.add(describeTitles(sheet.cellPlace(row, column), text));
                return Optional.empty();
            }
        }
        if (columns.size() < AcceptanceTitle.values().length) {
            problems.add(describeTitles(sheet.cellPlace(row, 0), sheet.cellText(row, 0)));
            return Optional.empty();
        }
        return Optional.of(new AcceptanceSheet(sheet, row, columns));
    }

    private static Optional<AcceptanceTitle> findTitle(String text) {
        return Arrays.stream(AcceptanceTitle.values())
                .filter(title -> NormalForm.areSame(title.toString(), text))
                .findFirst();
    }

    private static Problem describeTitles(Place place, String text) {
        return Problem.error(
                TableProblemCode.BAD_ACCEPTANCE,
                place,
                text,
                "The first row of a list of accepted warnings has other titles.",
                "Write " + String.join(", ", AcceptanceTitle.allTitles()) + ", each of them once, and no other.");
    }

    /** Returns the text of a cell. */
    public String cellText(int row, AcceptanceTitle title) {
        return sheet.cellText(row, columnOf(title));
    }

    /** Returns the place of a cell. */
    Place cellPlace(int row, AcceptanceTitle title) {
        return sheet.cellPlace(row, columnOf(title));
    }

    /** Returns the column of a title, from zero. */
    public int columnOf(AcceptanceTitle title) {
        return columns.getOrDefault(title, 0);
    }

    /** Returns the rows with entries, from zero. */
    public IntStream findEntryRows() {
        return IntStream.range(titles + 1, sheet.rows().size()).filter(row -> !sheet.isBlank(row));
    }

    /** Returns the texts of a row with these texts below the titles. */
    public List<String> createRow(Map<AcceptanceTitle, String> texts) {
        String[] row = new String
                [columns.values().stream().mapToInt(each -> each + 1).max().orElse(0)];
        Arrays.fill(row, "");
        columns.forEach((title, column) -> row[column] = texts.getOrDefault(title, ""));
        return List.of(row);
    }
}
