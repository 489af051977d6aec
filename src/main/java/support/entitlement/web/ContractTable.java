package support.entitlement.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Names;
import support.entitlement.web.ContractLine.LineProblem;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contracts in a table: a row for each term, and one for a contract without terms. The rows of a contract follow each other, and
 * only the first needs to say more than the customer. One contract is held at a time. Not thread-safe.
 */
final class ContractTable implements Iterator<ContractLine> {

    private static final int LONGEST_TITLE = 1_000;
    private static final Names TITLES = new Names(
            Arrays.stream(ContractColumn.values()).map(ContractColumn::title).toList());

    private final Iterator<CsvRecord> rows;
    private final List<@Nullable ContractColumn> columns = new ArrayList<>();
    private @Nullable ContractLine failure;
    private @Nullable CsvRecord ahead;
    private long line;

    ContractTable(InputStream in) {
        // Broken letters are no text: they are reported.
        BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        Iterator<CsvRecord> all = Collections.emptyIterator();
        try {
            all = CsvReader.builder()
                    .fieldSeparator(separator(text))
                    .skipEmptyLines(true)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .ofCsvRecord(text)
                    .iterator();
        } catch (IOException e) {
            failure = unreadable(1);
        }
        this.rows = all;
        readTitles();
    }

    private static ContractLine unreadable(long line) {
        return ContractLine.unreadable(
                line,
                null,
                ProblemCode.MALFORMED_REQUEST,
                "From here on this cannot be read as CSV in UTF-8: a quote is not closed, or a letter is broken.");
    }

    /** The sign between the titles; a mark of the encoding before them is passed over. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_TITLE);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        text.mark(LONGEST_TITLE);
        int sign = text.read();
        for (int i = 0; i < LONGEST_TITLE - 2 && sign >= 0 && "\n,;\t".indexOf(sign) < 0; i++) {
            sign = text.read();
        }
        text.reset();
        return sign == ';' || sign == '\t' ? (char) sign : ',';
    }

    private void readTitles() {
        CsvRecord titles = row();
        if (titles == null) {
            return;
        }
        for (int i = 0; i < titles.getFieldCount() && failure == null; i++) {
            String title = titles.getField(i);
            ContractColumn column = TITLES.find(title)
                    .flatMap(known -> Arrays.stream(ContractColumn.values())
                            .filter(each -> each.title().equals(known))
                            .findFirst())
                    .orElse(null);
            if (column == null && !title.isBlank()) {
                FieldProblem unknown = FieldProblem.unknownField("", title, Quote.of(title), "column", TITLES);
                failure = ContractLine.unreadable(1, Quote.of(title), ProblemCode.UNKNOWN_FIELD, unknown.detail());
            }
            if (column != null && columns.contains(column)) {
                failure = ContractLine.unreadable(
                        1, Quote.of(title), ProblemCode.CONFLICT, "This column stands here twice. Leave one out.");
            }
            columns.add(column);
        }
        if (failure == null && !columns.contains(ContractColumn.CUSTOMER)) {
            failure = ContractLine.unreadable(
                    1, null, ProblemCode.MISSING_FIELD, "The first row has the titles: " + TITLES + ".");
        }
        if (failure == null) {
            ahead = row();
        }
    }

    private @Nullable CsvRecord row() {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            CsvRecord row = rows.next();
            line = row.getStartingLineNumber();
            return row;
        } catch (CsvParseException | UncheckedIOException e) {
            failure = unreadable(line + 1);
            return null;
        }
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
        CsvRecord first = ahead;
        String customer = cells(first).getOrDefault(ContractColumn.CUSTOMER, "");
        List<Long> lines = new ArrayList<>();
        ObjectNode contract = JsonNodeFactory.instance.objectNode();
        ArrayNode terms = JsonNodeFactory.instance.arrayNode();
        List<LineProblem> problems = new ArrayList<>();
        do {
            add(ahead, contract, terms, lines, problems);
            ahead = row();
        } while (ahead != null
                && terms.size() <= ContractReader.MOST_TERMS
                && !customer.isEmpty()
                && cells(ahead).getOrDefault(ContractColumn.CUSTOMER, "").equals(customer));
        contract.set("terms", terms);
        return new ContractLine(
                first.getStartingLineNumber(),
                contract,
                problems,
                problem -> place(problem, first.getStartingLineNumber(), lines));
    }

    private void add(
            CsvRecord row, ObjectNode contract, ArrayNode terms, List<Long> lines, List<LineProblem> problems) {
        ObjectNode term = JsonNodeFactory.instance.objectNode();
        refuseUntitled(row, problems);
        cells(row).forEach((column, cell) -> {
            JsonNode value = column.read(cell);
            if (column.isOfTerm()) {
                set(term, column, value);
            } else if (contract.at(column.pointer()).isMissingNode()) {
                set(contract, column, value);
            } else if (!contract.at(column.pointer()).equals(value)) {
                problems.add(new LineProblem(
                        row.getStartingLineNumber(),
                        Quote.of(contract.path("customer").asString()),
                        column.title(),
                        null,
                        ProblemCode.CONFLICT,
                        Quote.of(cell),
                        "The first row of this contract says otherwise: "
                                + Quote.of(contract.at(column.pointer()).asString()) + ". Leave it out here."));
            }
        });
        if (!term.isEmpty()) {
            terms.add(term);
            lines.add(row.getStartingLineNumber());
        }
    }

    /** A cell beyond the titles is mostly the rest of a list with commas that was not put in quotes. */
    private void refuseUntitled(CsvRecord row, List<LineProblem> problems) {
        for (int i = 0; i < row.getFieldCount(); i++) {
            String cell = row.getField(i);
            if (!cell.isBlank() && (i >= columns.size() || columns.get(i) == null)) {
                problems.add(new LineProblem(
                        row.getStartingLineNumber(),
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

    private static void set(ObjectNode object, ContractColumn column, JsonNode value) {
        JsonPointer pointer = JsonPointer.compile(column.pointer());
        String name = pointer.last().getMatchingProperty();
        JsonPointer holder = pointer.head();
        (holder.matches() ? object : object.withObject(holder)).set(name, value);
    }

    private Map<ContractColumn, String> cells(CsvRecord row) {
        Map<ContractColumn, String> cells = new EnumMap<>(ContractColumn.class);
        for (int i = 0; i < Math.min(row.getFieldCount(), columns.size()); i++) {
            ContractColumn column = columns.get(i);
            String cell = row.getField(i);
            if (column != null && !cell.isBlank()) {
                cells.put(column, cell.strip());
            }
        }
        return cells;
    }

    /** The row and the column of what is wrong with a field. */
    private static LineProblem place(LineProblem problem, long first, List<Long> lines) {
        String pointer = problem.pointer() == null ? "" : problem.pointer();
        long line = first;
        boolean ofTerm = false;
        if (pointer.startsWith("/terms/")) {
            String[] path = pointer.substring("/terms/".length()).split("/", 2);
            line = lines.get(Integer.parseInt(path[0]));
            pointer = path.length == 1 ? "" : "/" + path[1];
            ofTerm = true;
        }
        String column =
                ContractColumn.at(pointer, ofTerm).map(ContractColumn::title).orElse(null);
        return new LineProblem(
                line, problem.customer(), column, null, problem.code(), problem.value(), problem.detail());
    }
}
