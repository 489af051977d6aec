package support.entitlement.web.table;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.scenario.ScenarioSheet;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;

/** Shows the files of releases that hold no tables: the scenarios, and the rules of precedence. */
@RestController
public class DocumentController {

    private final SourceFiles files;
    private final ReleaseLookup lookup;

    DocumentController(SourceFiles files, ReleaseLookup lookup) {
        this.files = files;
        this.lookup = lookup;
    }

    /** The scenarios of a release, file by file. */
    record ScenarioList(List<ScenarioFile> files) {}

    /** A sheet of scenarios. The file is named as in an upload, with its folder. */
    record ScenarioFile(
            String file, @Nullable String sheet, List<ScenarioColumn> columns, List<ScenarioSheet.WrittenRow> rows) {

        static ScenarioFile of(ScenarioSheet sheet) {
            return new ScenarioFile(
                    sheet.place().file(),
                    sheet.place().sheet(),
                    sheet.columns().stream().map(ScenarioColumn::of).toList(),
                    sheet.rows());
        }
    }

    /** A column: the name of the scenario, a part of the query, an expectation, or a note. */
    record ScenarioColumn(String title, String kind) {

        static ScenarioColumn of(ScenarioSheet.TitledColumn column) {
            return new ScenarioColumn(column.title(), column.kind().toString().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * The rules of precedence.
     *
     * @param shipped true if the release has none of its own, so that those of the service apply
     */
    record PrecedenceDocument(String file, boolean shipped, String text) {}

    @Operation(summary = "The scenarios of a release, with their queries and expectations as they are written")
    @DocumentedAnswer(says = "Every file of scenarios")
    @RequiresAccess(Access.SOURCES)
    @GetMapping(path = "/v1/policy/releases/{id}/scenarios", produces = MediaType.APPLICATION_JSON_VALUE)
    ScenarioList listScenarios(@PathVariable String id) {
        return new ScenarioList(files.readScenarios(lookup.findRelease(id)).sheets().stream()
                .map(ScenarioSheet::of)
                .map(ScenarioFile::of)
                .toList());
    }

    @Operation(summary = "The rules that decide which terms of a contract prevail, as a release has them")
    @DocumentedAnswer(says = "The text of the rules")
    @RequiresAccess(Access.SOURCES)
    @GetMapping(path = "/v1/policy/releases/{id}/precedence", produces = MediaType.APPLICATION_JSON_VALUE)
    PrecedenceDocument showPrecedence(@PathVariable String id) {
        String text = files.readPrecedence(lookup.findRelease(id));
        return new PrecedenceDocument(
                Precedence.FILE, text == null, text == null ? Precedence.readShippedText() : text);
    }
}
