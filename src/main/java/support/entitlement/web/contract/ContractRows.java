package support.entitlement.web.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.sheet.CsvRows.CsvRow;
import support.entitlement.web.contract.ContractLine.LineProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the consecutive rows of one contract together. Single use. */
final class ContractRows {

    private static final int MAX_PROBLEMS = 1_000;

    private final List<@Nullable ContractColumn> columns;
    private final String customer;
    private final long firstLine;
    private final ObjectNode contract = JsonNodeFactory.instance.objectNode();
    private final ArrayNode terms = JsonNodeFactory.instance.arrayNode();
    private final List<Long> lines = new ArrayList<>();
    private final List<LineProblem> problems = new ArrayList<>();

    /**
     * Begins a contract with its first row.
     *
     * @param columns the column that each cell of a row belongs to; null if it has no title
     */
    ContractRows(List<@Nullable ContractColumn> columns, CsvRow first) {
        this.columns = columns;
        this.customer = customerOf(first);
        this.firstLine = first.line();
        addRow(first);
    }

    private String customerOf(CsvRow row) {
        return cellsByColumn(row).getOrDefault(ContractColumn.CUSTOMER, "");
    }

    /** Returns whether a row belongs to this contract, which must not have too many terms already. */
    boolean accepts(CsvRow row) {
        return terms.size() <= ContractReader.MAX_TERMS
                && !customer.isEmpty()
                && customerOf(row).equals(customer);
    }

    /** Returns the contract of all rows. */
    ContractLine toLine() {
        contract.set("terms", terms);
        return new ContractLine(firstLine, contract, problems, this::placeProblem);
    }

    /** Adds a row of this contract. */
    void addRow(CsvRow row) {
        ObjectNode term = JsonNodeFactory.instance.objectNode();
        refuseUntitled(row);
        refuseGarbled(row);
        cellsByColumn(row).forEach((column, cell) -> {
            JsonNode value = readCell(row, column, cell);
            if (column.isOfTerm()) {
                setField(term, column, value);
            } else if (contract.at(column.pointer()).isMissingNode()) {
                setField(contract, column, value);
            } else if (!contract.at(column.pointer()).equals(value)) {
                addProblem(
                        row,
                        Quote.of(contract.path("customer").asString()),
                        column,
                        ProblemCode.CONFLICT,
                        cell,
                        "The first row of this contract has another value: "
                                + Quote.of(contract.at(column.pointer()).asString()) + ". Leave it out here.");
            }
        });
        if (!term.isEmpty()) {
            terms.add(term);
            lines.add(row.line());
        }
    }

    private JsonNode readCell(CsvRow row, ContractColumn column, String cell) {
        try {
            return column.readCell(cell);
        } catch (IllegalArgumentException e) {
            addProblem(row, column, ProblemCode.WRONG_TYPE, cell, e.getMessage());
            return JsonNodeFactory.instance.nullNode();
        }
    }

    private void refuseGarbled(CsvRow row) {
        for (int i = 0; i < Math.min(row.cells().size(), columns.size()); i++) {
            ContractColumn column = columns.get(i);
            if (column != null && row.isGarbled(i)) {
                addProblem(
                        row,
                        column,
                        ProblemCode.MALFORMED_REQUEST,
                        row.cells().get(i),
                        "Letters beyond ASCII are garbled, as if the text had been read in another encoding than it was written"
                                + " in. Save the file as “CSV UTF-8”, or type the text again.");
            }
        }
    }

    /** Refuses cells beyond the titles: such a cell is mostly the rest of a list with commas that lacks quotes. */
    private void refuseUntitled(CsvRow row) {
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i);
            if (!cell.isEmpty() && (i >= columns.size() || columns.get(i) == null)) {
                addProblem(
                        row,
                        null,
                        ProblemCode.UNKNOWN_FIELD,
                        cell,
                        "Cell " + (i + 1)
                                + " of this row has no title above it. Put a list with commas in quotes, or name the"
                                + " column.");
            }
        }
    }

    private void addProblem(
            CsvRow row, @Nullable ContractColumn column, ProblemCode code, String cell, @Nullable String detail) {
        addProblem(row, null, column, code, cell, detail);
    }

    /** Adds a problem, up to a limit, beyond which nobody would read them. */
    private void addProblem(
            CsvRow row,
            @Nullable String ofCustomer,
            @Nullable ContractColumn column,
            ProblemCode code,
            String cell,
            @Nullable String detail) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new LineProblem(
                    row.line(),
                    ofCustomer,
                    column == null ? null : column.title(),
                    null,
                    code,
                    Quote.of(cell),
                    String.valueOf(detail)));
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
    private LineProblem placeProblem(LineProblem problem) {
        JsonPointer field = problem.pointer() == null ? JsonPointer.empty() : JsonPointer.compile(problem.pointer());
        JsonPointer inTerms = field.matchProperty("terms");
        long line = firstLine;
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
