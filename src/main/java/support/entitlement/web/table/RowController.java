package support.entitlement.web.table;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.RowTrial;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.query.CustomerContracts;
import support.entitlement.web.query.EvaluationRequest;
import support.entitlement.web.query.ParsedQuery;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.QueryProblems;
import support.entitlement.web.query.QueryReader;
import support.entitlement.web.query.RequestPolicy;
import tools.jackson.databind.JsonNode;

/** Shows why the rows of a table answer a query, or do not. */
@RestController
public class RowController {

    private static final String TABLE = "table";
    private static final String ROW = "row";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final Names PARAMETERS = new Names(List.of(TABLE, ROW, AFTER, LIMIT));

    /** More than one page of the workbench asks for at a time. */
    private static final int MAX_CONCURRENT_TRIALS = 8;

    private final ConcurrencyLimit limit;
    private final RequestPolicy requested;
    private final PolicyResolver asked;
    private final CustomerContracts contracts;
    private final Clock clock;

    RowController(
            RequestPolicy requested,
            PolicyResolver asked,
            CustomerContracts contracts,
            Clock clock,
            ConcurrencyLimits tasks) {
        this.limit = tasks.createLimit(
                "row-trials",
                MAX_CONCURRENT_TRIALS,
                "The rows of other tables are being tried. Send this again in a few seconds.");
        this.requested = requested;
        this.asked = asked;
        this.contracts = contracts;
        this.clock = clock;
    }

    /** The rows that are asked for: one, or those after another. */
    private record Selection(@Nullable Long row, long after, long limit) {}

    @Operation(
            summary = "The rows of a table with their conditions, and for each whether it holds for a query",
            description = "Shows why a row answers a query or not: of the published tables, also for a customer.")
    @DocumentedBody(EvaluationRequest.class)
    @DocumentedParameters({ApiParameter.TABLE, ApiParameter.ROW, ApiParameter.AFTER, ApiParameter.LIMIT})
    @DocumentedAnswer(says = "The rows, and where the next page begins")
    @DocumentedProblems(404)
    @RequiresAccess(Access.POLICY)
    @PostMapping(
            path = "/v1/evaluation/rows",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    TriedRowsResponse evaluateRows(
            @RequestParam MultiValueMap<String, String> parameters, @RequestBody JsonNode request) {
        FieldReader fields = new FieldReader("");
        List<FieldProblem> errors = fields.errors();
        errors.addAll(QueryParameters.errorsIn(parameters, PARAMETERS));
        Selection selection = readSelection(parameters, errors);
        Policy policy = asked.resolvePolicy(request, fields, requested.readPolicy());
        String name = parameters.getFirst(TABLE);
        if (policy != null && name == null) {
            fields.addMissingField(
                    TABLE, new Names(policy.tables().stream().map(Table::name).toList()));
        }
        if (policy == null || name == null || !errors.isEmpty()) {
            throw new ProblemException(errors);
        }
        Table table = TableLookup.findTable(policy, name, "/" + TABLE);
        return limit.runInTurn(() -> tryRows(table, selection, policy, request));
    }

    private static Selection readSelection(MultiValueMap<String, String> parameters, List<FieldProblem> errors) {
        long row = QueryParameters.readNumber(parameters, ROW, 0, Long.MAX_VALUE, errors);
        return new Selection(
                row == 0 ? null : row,
                QueryParameters.readNumber(parameters, AFTER, 0, Long.MAX_VALUE, errors),
                QueryParameters.readNumber(
                        parameters, LIMIT, QueryParameters.DEFAULT_PAGE_SIZE, QueryParameters.MAX_PAGE_SIZE, errors));
    }

    private TriedRowsResponse tryRows(Table table, Selection selection, Policy policy, JsonNode request) {
        List<Row> rows = select(table, selection);
        RowTrial trial = RowTrial.of(policy, readQuery(request, policy), table);
        List<RowTrial.TriedRow> tried = new ArrayList<>();
        int taken = 0;
        while (trial.isEvaluated() && taken < rows.size() && hasRoom(tried, trial, selection)) {
            tried.addAll(trial.tryRow(rows.get(taken++)));
        }
        boolean isWhole = taken == 0 || taken == rows.size();
        Integer next = isWhole ? null : rows.get(taken - 1).matched().row();
        return TriedRowsResponse.of(table, tried, trial, next, policy);
    }

    /** Returns true if a further row fits in the page. One row always does, so that pages come to an end. */
    private static boolean hasRoom(List<RowTrial.TriedRow> tried, RowTrial trial, Selection selection) {
        return tried.isEmpty() || tried.size() + trial.triesPerRow() <= selection.limit();
    }

    private Query readQuery(JsonNode request, Policy policy) {
        ParsedQuery reading;
        try {
            reading = QueryReader.readQuery(request, "", policy, contracts, clock);
        } catch (UnusableContractException e) {
            throw new ProblemException(QueryProblems.unusableContract(e, "/" + QueryReader.CUSTOMER));
        }
        if (reading instanceof ParsedQuery.InvalidQuery rejected) {
            throw new ProblemException(rejected.errors());
        }
        return ((ParsedQuery.ValidQuery) reading).query();
    }

    private static List<Row> select(Table table, Selection selection) {
        List<Row> rows = table.rows().stream()
                .filter(row -> selection.row() == null
                        ? row.matched().row() > selection.after()
                        : row.matched().row() == selection.row())
                .toList();
        if (rows.isEmpty() && selection.row() != null) {
            throw unknownRow(table, selection.row());
        }
        return rows;
    }

    private static ProblemException unknownRow(Table table, long row) {
        List<Row> all = table.rows();
        return new ProblemException(new FieldProblem(
                ProblemCode.UNKNOWN_ROW,
                "/" + ROW,
                row,
                all.isEmpty()
                        ? "The table has no rows."
                        : "The rows of “" + table.name() + "” stand between "
                                + all.get(0).matched().row() + " and "
                                + all.get(all.size() - 1).matched().row() + " of the file."));
    }
}
