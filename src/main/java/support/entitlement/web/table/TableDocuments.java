package support.entitlement.web.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.context.request.NativeWebRequest;
import support.entitlement.policy.Policy;
import support.entitlement.release.log.Release;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.table.Table;
import support.entitlement.text.Names;
import support.entitlement.web.http.AcceptedType;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.json.JsonMapper;

/** Writes tables of releases in the format that a caller accepts. Thread-safe. */
@Component
class TableDocuments {

    private static final Map<String, MediaType> FORMATS =
            Map.of("json", MediaType.APPLICATION_JSON, "csv", SpreadsheetFile.CSV, "xlsx", SpreadsheetFile.XLSX);
    private static final Names PARAMETERS = new Names(List.of("format"));

    private final SourceFiles files;
    private final ReleaseLookup lookup;
    private final JsonMapper json;
    private final AccessGuard guard;

    TableDocuments(SourceFiles files, ReleaseLookup lookup, JsonMapper json, AccessGuard guard) {
        this.guard = guard;
        this.files = files;
        this.lookup = lookup;
        this.json = json;
    }

    /**
     * Returns a table as a document in the format that is asked for.
     *
     * @throws ProblemException if there is no such table or format
     */
    ResponseEntity<byte[]> answerTable(
            Release release, String name, MultiValueMap<String, String> parameters, NativeWebRequest request) {
        ProblemException.throwIfAny(QueryParameters.errorsIn(parameters, PARAMETERS));
        MediaType type = chooseType(parameters.getFirst("format"), request);
        Policy policy = lookup.compilePolicy(release);
        return createDocument(release, TableLookup.findTable(policy, name), type, policy);
    }

    /** Returns all tables of a release as one workbook, with the accepted warnings for callers with access to their authors. */
    ResponseEntity<byte[]> answerWorkbook(Release release) {
        boolean all = guard.permits(Access.AUTHORS);
        return files.withSheets(
                release,
                sheets -> SpreadsheetFile.answerPolicy(sheets.stream()
                        .filter(sheet -> all || !sheet.listsAcceptedWarnings())
                        .toList()));
    }

    private ResponseEntity<byte[]> createDocument(Release release, Table table, MediaType type, Policy policy) {
        if (type.equals(MediaType.APPLICATION_JSON)) {
            return ResponseEntity.ok().contentType(type).body(json.writeValueAsBytes(TableResponse.of(table, policy)));
        }
        String name = fileName(table, policy);
        return files.withSheet(
                release,
                table,
                sheet -> type.equals(SpreadsheetFile.CSV)
                        ? SpreadsheetFile.answerCsv(name, sheet)
                        : SpreadsheetFile.answerWorkbook(name, sheet));
    }

    /**
     * Returns the name of the table's file; or that of the table if the file holds several, which an upload under the
     * file's name would delete.
     */
    private static String fileName(Table table, Policy policy) {
        boolean alone = policy.tables().stream()
                .filter(other -> other.fileName().equals(table.fileName()))
                .allMatch(other -> other.sheet().equals(table.sheet()));
        return alone
                ? table.fileName().replaceFirst("\\.[^.]*$", "")
                : table.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }

    /** Returns the format named by the parameter, or else the one that the caller accepts best. */
    private static MediaType chooseType(@Nullable String format, NativeWebRequest request) {
        if (format == null) {
            return AcceptedType.choose(
                            request, List.of(MediaType.APPLICATION_JSON, SpreadsheetFile.CSV, SpreadsheetFile.XLSX))
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.NOT_ACCEPTABLE, "A table is available as JSON, CSV and XLSX."));
        }
        MediaType named = FORMATS.get(format);
        if (named == null) {
            throw new ProblemException(new FieldProblem(
                    ProblemCode.WRONG_TYPE, "/format", Quote.of(format), "This must be json, csv or xlsx."));
        }
        return named;
    }
}
