package support.entitlement.web.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.context.request.NativeWebRequest;
import support.entitlement.policy.Policy;
import support.entitlement.release.log.Release;
import support.entitlement.table.Table;
import support.entitlement.table.sheet.CsvOutput;
import support.entitlement.table.sheet.FormulaEscape;
import support.entitlement.table.sheet.Sheet;
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

    static final String CSV_TYPE = "text/csv";
    static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType XLSX = MediaType.parseMediaType(XLSX_TYPE);
    private static final Map<String, MediaType> FORMATS =
            Map.of("json", MediaType.APPLICATION_JSON, "csv", CSV, "xlsx", XLSX);
    private static final Names PARAMETERS = new Names(List.of("format"));

    private final SourceFiles files;
    private final ReleaseLookup lookup;
    private final JsonMapper json;

    TableDocuments(SourceFiles files, ReleaseLookup lookup, JsonMapper json) {
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

    private ResponseEntity<byte[]> createDocument(Release release, Table table, MediaType type, Policy policy) {
        byte[] body = type.equals(MediaType.APPLICATION_JSON)
                ? json.writeValueAsBytes(TableResponse.of(table, policy))
                : files.writeSheet(release, table, type.equals(CSV) ? TableDocuments::toCsv : TableDocuments::toXlsx);
        String ending = type.equals(CSV) ? ".csv" : ".xlsx";
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(type);
        if (!type.equals(MediaType.APPLICATION_JSON)) {
            String file = fileName(table, policy) + ending;
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(file, StandardCharsets.UTF_8)
                            .build()
                            .toString());
        }
        return answer.body(body);
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

    private static byte[] toCsv(Sheet sheet) {
        StringWriter text = new StringWriter();
        try {
            CsvOutput rows = new CsvOutput(text);
            sheet.rows().forEach(rows::writeRow);
            rows.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes every cell as a text, so that a spreadsheet does not convert it. */
    private static byte[] toXlsx(Sheet sheet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "support-entitlements", "1.0")) {
            Worksheet worksheet = workbook.newWorksheet(sheet.name() == null ? "Table" : sheet.name());
            for (int row = 0; row < sheet.rows().size(); row++) {
                List<String> cells = sheet.rows().get(row);
                for (int column = 0; column < cells.size(); column++) {
                    if (!cells.get(column).isEmpty()) {
                        worksheet.value(row, column, FormulaEscape.escapeTypedText(cells.get(column)));
                        worksheet.style(row, column).format("@").set();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns the format named by the parameter, or else the one that the caller accepts best. */
    private static MediaType chooseType(@Nullable String format, NativeWebRequest request) {
        if (format == null) {
            return AcceptedType.choose(request, List.of(MediaType.APPLICATION_JSON, CSV, XLSX))
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
