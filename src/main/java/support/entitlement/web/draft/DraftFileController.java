package support.entitlement.web.draft;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.draft.DraftFiles;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.table.SpreadsheetFile;

/** Hands out the tables of drafts as files that spreadsheet programs open, and their rules of precedence as text. */
@RestController
public class DraftFileController {

    private static final Names PARAMETERS = new Names(List.of("format"));
    private static final String XLSX = "xlsx";
    private static final String CSV = "csv";

    private final DraftLookup lookup;

    DraftFileController(DraftLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The rules of precedence of a draft.
     *
     * @param version the version of the draft
     * @param shipped true if the draft has none of its own, so that those of the service apply
     */
    record DraftPrecedence(String file, long version, boolean shipped, String text) {}

    @Operation(summary = "The rules that decide which terms of a contract prevail, as a draft has them")
    @DocumentedAnswer(value = DraftPrecedence.class, says = "The text of the rules")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts/{id}/precedence", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftPrecedence> showPrecedenceOfDraft(@PathVariable String id) {
        DraftFiles draft = lookup.readDraft(id);
        String own = draft.files().precedenceText();
        return ResponseEntity.ok()
                .eTag(DraftAnswers.entityTag(draft.draft()).formattedTag())
                .body(new DraftPrecedence(
                        Precedence.FILE,
                        draft.draft().version(),
                        own == null,
                        own == null ? Precedence.readShippedText() : own));
    }

    @Operation(summary = "All tables of a draft as one XLSX for people, which can be uploaded again")
    @DocumentedAnswer(value = String.class, says = "The workbook", as = SpreadsheetFile.XLSX_TYPE)
    @RequiresAccess(Access.CHECKING)
    @GetMapping("/v1/policy/drafts/{id}/workbook")
    ResponseEntity<byte[]> findWorkbookOfDraft(@PathVariable String id) {
        return SpreadsheetFile.answerPolicy(readSheets(lookup.readDraft(id)));
    }

    @Operation(summary = "A table of a draft as XLSX or CSV, by its name or its file's")
    @DocumentedParameters(ApiParameter.DRAFT_FORMAT)
    @DocumentedAnswer(
            value = String.class,
            says = "The table",
            as = {SpreadsheetFile.XLSX_TYPE, SpreadsheetFile.CSV_TYPE})
    @RequiresAccess(Access.CHECKING)
    @GetMapping("/v1/policy/drafts/{id}/tables/{name}")
    ResponseEntity<byte[]> findTableOfDraft(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, PARAMETERS);
        String format = parameters.getOrDefault("format", List.of(XLSX)).get(0);
        if (!format.equals(XLSX) && !format.equals(CSV)) {
            errors.add(
                    new FieldProblem(ProblemCode.WRONG_TYPE, "/format", Quote.of(format), "This must be xlsx or csv."));
        }
        ProblemException.throwIfAny(errors);
        Sheet sheet = findSheet(readSheets(lookup.readDraft(id)), name);
        String file = fileName(sheet);
        return format.equals(CSV)
                ? SpreadsheetFile.answerCsv(file, sheet)
                : SpreadsheetFile.answerWorkbook(file, sheet);
    }

    /** Reads all sheets but those of scenarios, also with texts that no table may have. */
    private static List<Sheet> readSheets(DraftFiles draft) {
        Budget room = SheetReader.roomForFiles();
        return draft.files().contents().entrySet().stream()
                .filter(file -> SheetReader.isTableFile(file.getKey()))
                .filter(file -> !file.getKey().startsWith(TableFiles.SCENARIOS))
                .flatMap(file -> SheetReader.readAllSheets(file.getKey(), file.getValue(), room).sheets().stream())
                .toList();
    }

    private static Sheet findSheet(List<Sheet> sheets, String name) {
        return sheets.stream()
                .filter(sheet ->
                        NormalForm.areSame(DraftAnswers.findTableName(sheet).orElse(null), name))
                .findFirst()
                .or(() -> findFile(sheets, name))
                .orElseThrow(() -> new ProblemException(FieldProblem.unknownName(
                        ProblemCode.UNKNOWN_TABLE,
                        "/name",
                        name,
                        new Names(sheets.stream()
                                .flatMap(sheet -> DraftAnswers.findTableName(sheet).stream())
                                .distinct()
                                .toList()))));
    }

    private static Optional<Sheet> findFile(List<Sheet> sheets, String name) {
        List<Sheet> found = sheets.stream()
                .filter(sheet -> NormalForm.areSame(sheet.file(), name))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Returns the name of the file without its ending; or that of the table, if the file may hold others, too. */
    private static String fileName(Sheet sheet) {
        return sheet.name() == null
                ? sheet.file().replaceFirst("\\.[^.]*$", "").replaceFirst("^.*/", "")
                : DraftAnswers.findTableName(sheet).orElse(sheet.name()).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }
}
