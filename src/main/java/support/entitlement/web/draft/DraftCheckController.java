package support.entitlement.web.draft;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;

/** Checks drafts, and shows what they change. */
@RestController
public class DraftCheckController {

    private final DraftLookup lookup;
    private final DraftChecks checks;

    DraftCheckController(DraftLookup lookup, DraftChecks checks) {
        this.lookup = lookup;
        this.checks = checks;
    }

    @Operation(
            summary = "The problems of a draft's tables, as soon as they are typed",
            description =
                    "Tables are read, checked and compiled, and nothing else is asked; the whole check is /check.")
    @DocumentedAnswer(says = "The errors, warnings and information")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts/{id}/problems", produces = MediaType.APPLICATION_JSON_VALUE)
    DraftProblemsResponse findProblems(@PathVariable String id) {
        return checks.findProblems(lookup.findDraft(id));
    }

    @Operation(
            summary =
                    "Checks a draft as if it were published now, with its scenarios and every answer that would change")
    @DocumentedAnswer(says = "The problems of the tables, and the changes that they would make")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts/{id}/check", produces = MediaType.APPLICATION_JSON_VALUE)
    DraftCheckResponse checkDraft(@PathVariable String id) {
        return checks.checkDraft(lookup.readDraft(id));
    }

    @Operation(summary = "The differences of a draft from the release that it is based on, cell by cell")
    @DocumentedAnswer(says = "Every change, and a warning about everything removed")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts/{id}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    DraftDifference compareDraft(@PathVariable String id) {
        return checks.compareDraft(lookup.readDraft(id));
    }
}
