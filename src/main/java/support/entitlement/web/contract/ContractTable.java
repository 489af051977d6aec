package support.entitlement.web.contract;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.sheet.CsvRows;
import support.entitlement.table.sheet.CsvRows.CsvRow;
import support.entitlement.text.Names;
import support.entitlement.web.contract.ContractLine.LineProblem;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads contracts in a table: one row for each term, and one for a contract without terms. The rows of a contract are
 * consecutive, and only the first needs more than the customer. One contract is held at a time. Not thread-safe.
 */
final class ContractTable implements Iterator<ContractLine>, Closeable {

    private static final int MAX_PROBLEMS = 1_000;
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
        CsvRow first = ahead;
        String customer = cellsByColumn(first).getOrDefault(ContractColumn.CUSTOMER, "");
        List<Long> lines = new ArrayList<>();
        ObjectNode contract = JsonNodeFactory.instance.objectNode();
        ArrayNode terms = JsonNodeFactory.instance.arrayNode();
        List<LineProblem> problems = new ArrayList<>();
        do {
            addRow(ahead, contract, terms, lines, problems);
            ahead = readNextRow();
        } while (ahead != null
                && terms.size() <= ContractReader.MAX_TERMS
                && !customer.isEmpty()
                && cellsByColumn(ahead)
                        .getOrDefault(ContractColumn.CUSTOMER, "")
                        .equals(customer));
        contract.set("terms", terms);
        return new ContractLine(
                first.line(), contract, problems, problem -> placeProblem(problem, first.line(), lines));
    }

    private void addRow(
            CsvRow row, ObjectNode contract, ArrayNode terms, List<Long> lines, List<LineProblem> problems) {
        ObjectNode term = JsonNodeFactory.instance.objectNode();
        refuseUntitled(row, problems);
        refuseGarbled(row, problems);
        cellsByColumn(row).forEach((column, cell) -> {
            JsonNode value = readCell(row, column, cell, problems);
            if (column.isOfTerm()) {
                setField(term, column, value);
            } else if (contract.at(column.pointer()).isMissingNode()) {
                setField(contract, column, value);
            } else if (!contract.at(column.pointer()).equals(value)) {
                note(
                        problems,
                        new LineProblem(
                                row.line(),
                                Quote.of(contract.path("customer").asString()),
                                column.title(),
                                null,
                                ProblemCode.CONFLICT,
                                Quote.of(cell),
                                "The first row of this contract has another value: "
                                        + Quote.of(contract.at(column.pointer()).asString()) + ". Leave it out here."));
            }
        });
        if (!term.isEmpty()) {
            terms.add(term);
            lines.add(row.line());
        }
    }

    private static JsonNode readCell(CsvRow row, ContractColumn column, String cell, List<LineProblem> problems) {
        try {
            return column.readCell(cell);
        } catch (IllegalArgumentException e) {
            note(
                    problems,
                    new LineProblem(
                            row.line(),
                            null,
                            column.title(),
                            null,
                            ProblemCode.WRONG_TYPE,
                            Quote.of(cell),
                            e.getMessage()));
            return JsonNodeFactory.instance.nullNode();
        }
    }

    private void refuseGarbled(CsvRow row, List<LineProblem> problems) {
        for (int i = 0; i < Math.min(row.cells().size(), columns.size()); i++) {
            ContractColumn column = columns.get(i);
            if (column != null && row.isGarbled(i)) {
                note(
                        problems,
                        new LineProblem(
                                row.line(),
                                null,
                                column.title(),
                                null,
                                ProblemCode.MALFORMED_REQUEST,
                                Quote.of(row.cells().get(i)),
                                "Letters beyond ASCII are garbled, as if the text had been read in another encoding than it was written"
                                        + " in. Save the file as “CSV UTF-8”, or type the text again."));
            }
        }
    }

    /** Refuses cells beyond the titles: such a cell is mostly the rest of a list with commas that lacks quotes. */
    private void refuseUntitled(CsvRow row, List<LineProblem> problems) {
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i);
            if (!cell.isEmpty() && (i >= columns.size() || columns.get(i) == null)) {
                note(
                        problems,
                        new LineProblem(
                                row.line(),
                                null,
                                null,
                                null,
                                ProblemCode.UNKNOWN_FIELD,
                                Quote.of(cell),
                                "Cell " + (i + 1)
                                        + " of this row has no title above it. Put a list with commas in quotes, or name the"
                                        + " column."));
            }
        }
    }

    /** Adds a problem, up to a limit, beyond which nobody would read them. */
    private static void note(List<LineProblem> problems, LineProblem problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    private static void setField(ObjectNode object, ContractColumn column, JsonNode value) {
        String name = column.pointer().last().getMatchingProperty();
        JsonPointer holder = column.pointer().head();
        (holder.matches() ? object : object.withObject(holder)).set(name, value);
    }

    private Map<ContractColumn, String> cellsByColumn(CsvRow row) {
        Map<ContractColumn, String> cells = new EnumMap<>(ContractColumn.class);
        for (int i = 0; i < Math.min(row.cells().size(), columns.size()); i++) {
            ContractColumn column = columns.get(i);
            String cell = row.cells().get(i);
            if (column != null && !cell.isEmpty()) {
                cells.put(column, cell);
            }
        }
        return cells;
    }

    /** Converts the field of a problem to its row and column. */
    private static LineProblem placeProblem(LineProblem problem, long first, List<Long> lines) {
        JsonPointer field = problem.pointer() == null ? JsonPointer.empty() : JsonPointer.compile(problem.pointer());
        JsonPointer inTerms = field.matchProperty("terms");
        long line = first;
        boolean ofTerm = inTerms != null && !inTerms.matches();
        if (ofTerm) {
            line = lines.get(inTerms.getMatchingIndex());
            field = inTerms.tail();
        }
        String column = ContractColumn.findColumn(field, ofTerm)
                .map(ContractColumn::title)
                .orElse(null);
        return new LineProblem(
                line, problem.customer(), column, null, problem.code(), problem.value(), problem.detail());
    }
}
