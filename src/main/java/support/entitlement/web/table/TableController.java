package support.entitlement.web.table;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Table;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.evaluation.EvaluationResponse;
import support.entitlement.web.query.RequestPolicy;

/** Shows the tables of releases. */
@RestController
public class TableController {

    private final RequestPolicy requested;
    private final ReleaseLookup lookup;
    private final CurrentPolicy current;
    private final TableDocuments documents;

    TableController(RequestPolicy requested, ReleaseLookup lookup, CurrentPolicy current, TableDocuments documents) {
        this.requested = requested;
        this.lookup = lookup;
        this.current = current;
        this.documents = documents;
    }

    /** The tables of a release, in the order in which they are evaluated. */
    record TableList(List<TableSummary> tables, EvaluationResponse.PolicyReference policy) {}

    /** A table without its rows. */
    record TableSummary(
            String table,
            String file,
            @Nullable String sheet,
            @Schema(implementation = HitPolicy.class) String hitPolicy,
            String fact,
            int rows) {

        static TableSummary of(Table table) {
            return new TableSummary(
                    table.name(),
                    table.fileName(),
                    table.sheet().sheet(),
                    table.hitPolicy().toString(),
                    table.fact().factClass().getSimpleName(),
                    table.rows().size());
        }
    }

    @Operation(summary = "The tables of a release, in the order in which they are evaluated, without their rows")
    @DocumentedAnswer(says = "The tables")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases/{id}/tables", produces = MediaType.APPLICATION_JSON_VALUE)
    TableList listTables(@PathVariable String id) {
        Policy policy = lookup.compilePolicy(lookup.findRelease(id));
        return new TableList(
                policy.tables().stream().map(TableSummary::of).toList(), EvaluationResponse.PolicyReference.of(policy));
    }

    @Operation(summary = "A table of a release as JSON, CSV or XLSX, by its name or its file's")
    @DocumentedParameters(ApiParameter.TABLE_FORMAT)
    @DocumentedAnswer(
            value = TableResponse.class,
            says = "The table, in a form that can be published again",
            as = {MediaType.APPLICATION_JSON_VALUE, SpreadsheetFile.CSV_TYPE, SpreadsheetFile.XLSX_TYPE})
    @DocumentedProblems(406)
    @RequiresAccess(Access.POLICY)
    @GetMapping("/v1/policy/releases/{id}/tables/{name}")
    ResponseEntity<byte[]> findTableOfRelease(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> parameters,
            NativeWebRequest request) {
        return documents.answerTable(lookup.findRelease(id), name, parameters, request);
    }

    @Operation(
            summary = "All tables of a release as one XLSX for people, which can be uploaded again",
            description = "Scenarios and rules of precedence are no tables, and are not in it.")
    @DocumentedAnswer(value = String.class, says = "The workbook", as = SpreadsheetFile.XLSX_TYPE)
    @RequiresAccess(Access.POLICY)
    @GetMapping("/v1/policy/releases/{id}/workbook")
    ResponseEntity<byte[]> findWorkbookOfRelease(@PathVariable String id) {
        return documents.answerWorkbook(lookup.findRelease(id));
    }

    @Operation(summary = "A table in force as JSON, CSV or XLSX, by its name or its file's")
    @DocumentedParameters(ApiParameter.TABLE_FORMAT)
    @DocumentedAnswer(
            value = TableResponse.class,
            says = "The table",
            as = {MediaType.APPLICATION_JSON_VALUE, SpreadsheetFile.CSV_TYPE, SpreadsheetFile.XLSX_TYPE})
    @DocumentedProblems(406)
    @RequiresAccess(Access.POLICY)
    @GetMapping("/v1/policy/tables/{name}")
    ResponseEntity<byte[]> findTable(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> parameters,
            NativeWebRequest request) {
        PolicyStatus.InForce inForce = requested.readStatus().inForce();
        if (inForce == null || inForce.release() == null) {
            throw current.noPolicy();
        }
        return documents.answerTable(inForce.release(), name, parameters, request);
    }
}
