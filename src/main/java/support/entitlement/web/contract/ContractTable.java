package support.entitlement.web.contract;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.sheet.CsvRows;
import support.entitlement.table.sheet.CsvRows.CsvRow;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;

/**
 * Reads contracts in a table: one row for each term, and one for a contract without terms. The rows of a contract are
 * consecutive, and only the first needs more than the customer. One contract is held at a time. Not thread-safe.
 */
final class ContractTable implements Iterator<ContractLine>, Closeable {

    private static final String NAME = "contracts.csv";
    private static final Names TITLES = new Names(
            Arrays.stream(ContractColumn.values()).map(ContractColumn::title).toList());

    private final @Nullable CsvRows rows;
    private final List<@Nullable ContractColumn> columns = new ArrayList<>();
    private @Nullable ContractLine failure;
    private @Nullable CsvRow ahead;
    private long line;

    ContractTable(Path file) throws IOException {
        CsvRows opened = null;
        try {
            opened = CsvRows.openFile(NAME, file);
        } catch (TableException e) {
            Problem problem = e.problems().get(0);
            failure = ContractLine.unreadableLine(
                    1, null, ProblemCode.MALFORMED_REQUEST, problem.message() + " " + problem.remedy());
        }
        this.rows = opened;
        readTitles();
    }

    private static ContractLine unreadableFrom(long line) {
        return ContractLine.unreadableLine(
                line,
                null,
                ProblemCode.MALFORMED_REQUEST,
                "From here on this cannot be read as CSV in UTF-8: a quote is not closed, or a letter is broken.");
    }

    /** Returns the assumptions that were made to read the file. */
    List<String> warnings() {
        return rows == null
                ? List.of()
                : rows.decodingProblems().stream()
                        .map(problem -> problem.message() + " " + problem.remedy())
                        .toList();
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }

    private void readTitles() {
        CsvRow titles = readNextRow();
        if (titles == null) {
            return;
        }
        for (int i = 0; i < titles.cells().size() && failure == null; i++) {
            String title = titles.cells().get(i);
            ContractColumn column = TITLES.findSpelling(title)
                    .flatMap(known -> Arrays.stream(ContractColumn.values())
                            .filter(each -> each.title().equals(known))
                            .findFirst())
                    .orElse(null);
            if (column == null && !title.isEmpty()) {
                FieldProblem unknown = FieldProblem.unknownField("", title, Quote.of(title), "column", TITLES);
                failure = ContractLine.unreadableLine(1, Quote.of(title), ProblemCode.UNKNOWN_FIELD, unknown.detail());
            }
            if (column != null && columns.contains(column)) {
                failure = ContractLine.unreadableLine(
                        1, Quote.of(title), ProblemCode.CONFLICT, "This column occurs twice. Remove one.");
            }
            columns.add(column);
        }
        if (failure == null && !columns.contains(ContractColumn.CUSTOMER)) {
            failure = ContractLine.unreadableLine(
                    1, null, ProblemCode.MISSING_FIELD, "The first row has the titles: " + TITLES + ".");
        }
        if (failure == null) {
            ahead = readNextRow();
        }
    }

    /** Reads the next row that is not empty. */
    private @Nullable CsvRow readNextRow() {
        try {
            while (rows != null && rows.hasNext()) {
                CsvRow row = rows.next();
                line = row.line();
                if (!row.isBlank()) {
                    return row;
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            failure = unreadableFrom(line + 1);
        }
        return null;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || failure != null;
    }

    @Override
    public ContractLine next() {
        if (ahead == null) {
            ContractLine last = failure;
            failure = null;
            if (last == null) {
                throw new NoSuchElementException();
            }
            return last;
        }
        ContractRows contract = new ContractRows(columns, ahead);
        ahead = readNextRow();
        while (ahead != null && contract.accepts(ahead)) {
            contract.addRow(ahead);
            ahead = readNextRow();
        }
        return contract.toLine();
    }
}
