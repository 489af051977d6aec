package support.entitlement;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.sheet.SheetReader;

/**
 * A copy of the shipped tables that a test edits as an analyst would: by the titles of columns and the words in cells.
 */
public final class EditedTables {

    private static final Path SHIPPED = Path.of("rules");
    private static final int LINES_FROM_KEYWORDS_TO_TITLES = 3;

    /** Keeps the rules of the shipped tables in use, so that the tests of a process compile them once. */
    private static final Policy KEPT =
            new RulesDirectory(SHIPPED).compileTables().requirePolicy();

    private final Path directory;

    private EditedTables(Path directory) {
        this.directory = directory;
    }

    /** Copies the shipped tables to an empty directory. */
    public static EditedTables in(Path directory) {
        return copyOf(SHIPPED, directory);
    }

    /** Copies the tables of one directory, without their scenarios, to another that is empty. */
    public static EditedTables copyOf(Path source, Path directory) {
        EditedTables tables = new EditedTables(directory);
        try (Stream<Path> files = Files.list(source)) {
            files.filter(file -> file.toString().endsWith(".csv"))
                    .forEach(file -> tables.write(file.getFileName().toString(), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }

    /** Returns the tables that are in a directory. */
    public static EditedTables at(Path directory) {
        return new EditedTables(directory);
    }

    /** Returns a cell of the only row that has all these cells. */
    public String cell(String file, Collection<String> cellsOfRow, String title) {
        List<List<String>> rows = rows(file);
        return rowWith(rows, cellsOfRow).get(column(rows, title));
    }

    /** Returns the cells of a column of a shipped table, without blank ones. */
    static List<String> shippedColumn(String file, String title) {
        List<List<String>> rows = new EditedTables(SHIPPED).rows(file);
        int column = column(rows, title);
        return rows.subList(titles(rows) + 1, rows.size()).stream()
                .map(row -> row.get(column))
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** Adds a row at the end of a table; columns without a given cell stay blank. */
    public EditedTables addRow(String file, Map<String, String> cellsByTitle) {
        return insertRow(file, rows(file).size(), cellsByTitle);
    }

    /** Adds a row above all others. */
    public EditedTables addFirstRow(String file, Map<String, String> cellsByTitle) {
        List<List<String>> rows = rows(file);
        return insertRow(file, titles(rows) + 1, cellsByTitle);
    }

    /** Adds many rows at the end of a table, which is read and written once. */
    public EditedTables addRows(String file, List<Map<String, String>> rowsByTitle) {
        List<List<String>> rows = rows(file);
        rowsByTitle.forEach(cellsByTitle -> rows.add(row(rows, cellsByTitle)));
        return write(file, rows);
    }

    private EditedTables insertRow(String file, int index, Map<String, String> cellsByTitle) {
        List<List<String>> rows = rows(file);
        rows.add(index, row(rows, cellsByTitle));
        return write(file, rows);
    }

    private static List<String> row(List<List<String>> rows, Map<String, String> cellsByTitle) {
        List<String> row =
                new ArrayList<>(Collections.nCopies(rows.get(titles(rows)).size(), ""));
        cellsByTitle.forEach((title, text) -> row.set(column(rows, title), text));
        return row;
    }

    /** Adds an empty column at the right of a table. */
    public EditedTables addColumn(String file, String keyword, String template, String title) {
        List<List<String>> rows = rows(file);
        int keywords = titles(rows) - LINES_FROM_KEYWORDS_TO_TITLES;
        rows.get(keywords).add(keyword);
        rows.get(keywords + 1).add("");
        rows.get(keywords + 2).add(template);
        rows.get(keywords + 3).add(title);
        rows.subList(keywords + 4, rows.size()).forEach(row -> row.add(""));
        return write(file, rows);
    }

    /** Replaces a cell of the only row that has all these cells. */
    public EditedTables replaceInRow(String file, Collection<String> cellsOfRow, String title, String text) {
        List<List<String>> rows = rows(file);
        rowWith(rows, cellsOfRow).set(column(rows, title), text);
        return write(file, rows);
    }

    /** Inserts a row that is blank in every column above the only row that has all these cells. */
    public EditedTables addBlankRowAbove(String file, Collection<String> cellsOfRow) {
        List<List<String>> rows = rows(file);
        rows.add(
                rows.indexOf(rowWith(rows, cellsOfRow)),
                Collections.nCopies(rows.get(titles(rows)).size(), ""));
        return write(file, rows);
    }

    /** Moves the only row that has all these cells below all others. */
    public EditedTables moveToEnd(String file, Collection<String> cellsOfRow) {
        List<List<String>> rows = rows(file);
        List<String> row = rowWith(rows, cellsOfRow);
        rows.remove(row);
        rows.add(row);
        return write(file, rows);
    }

    /** Replaces words in the text of a whole file. */
    public EditedTables replaceEverywhere(String file, String words, String replacement) {
        String text = read(directory.resolve(file));
        if (!text.contains(words)) {
            throw new IllegalArgumentException(file + " does not say " + words);
        }
        return write(file, text.replace(words, replacement));
    }

    /** Adds a table with one condition and one action. */
    public EditedTables addTable(String file, String fact, String condition, String action, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(
                List.of("RuleSet", "any"),
                List.of("RuleTable " + file),
                List.of("CONDITION", "ACTION"),
                List.of(fact),
                List.of(condition, action),
                List.of("If", "Then")));
        lines.addAll(rows);
        return write(file, lines);
    }

    /** Sets the hit policy of a table: unique, first or collect. */
    public EditedTables hitPolicy(String file, String hitPolicy) {
        List<List<String>> rows = rows(file);
        rows.removeIf(row -> row.get(0).equals("Hit policy"));
        int table = titles(rows) - LINES_FROM_KEYWORDS_TO_TITLES - 1;
        rows.add(table, new ArrayList<>(List.of("Hit policy", hitPolicy)));
        return write(file, rows);
    }

    /** Reads, checks and compiles the tables. */
    public Policy compile() {
        return new RulesDirectory(directory).compileTables().requirePolicy();
    }

    /** Compiles the tables regardless of problems, to show the effect of a problem that the checks would miss. */
    public Policy compileUnchecked() {
        return PolicyCompiler.compileChecked(TableChecks.checkSheets(new RulesDirectory(directory).readSheets())
                .tables());
    }

    private static List<String> rowWith(List<List<String>> rows, Collection<String> cells) {
        List<List<String>> found =
                rows.stream().filter(row -> row.containsAll(cells)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " rows have the cells " + cells);
        }
        return found.get(0);
    }

    private static int column(List<List<String>> rows, String title) {
        int column = rows.get(titles(rows)).indexOf(title);
        if (column < 0) {
            throw new IllegalArgumentException("No column is called " + title);
        }
        return column;
    }

    private static int titles(List<List<String>> rows) {
        return IntStream.range(0, rows.size())
                        .filter(row -> rows.get(row).contains("CONDITION"))
                        .findFirst()
                        .orElseThrow()
                + LINES_FROM_KEYWORDS_TO_TITLES;
    }

    private List<List<String>> rows(String file) {
        List<List<String>> rows = new ArrayList<>();
        SheetReader.readSheets(file, read(directory.resolve(file)).getBytes(StandardCharsets.UTF_8))
                .sheets()
                .get(0)
                .rows()
                .forEach(row -> rows.add(new ArrayList<>(row)));
        return rows;
    }

    private EditedTables write(String file, List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(file, text.toString());
    }

    /** Writes the text of a whole file. */
    public EditedTables write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
