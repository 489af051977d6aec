package support.entitlement.web.draft;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.draft.Draft;
import support.entitlement.draft.DraftEntry;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.DraftNames;
import support.entitlement.draft.Drafts;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.draft.DraftVersionHeader.VersionRequired;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.release.upload.UploadReception;

/** Shows the sheets of drafts, and changes them by cells, rows, columns and files. */
@RestController
public class DraftChangeController {

    private static final Names SHEET = new Names(List.of("file", "sheet"));
    private static final Names AFTER = new Names(List.of("after"));

    private static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY_LENGTH = 200;
    private static final int MAX_CONCURRENT_CHANGES = 4;
    private static final int MAX_WAITING_CHANGES = 32;
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final ConcurrencyLimit limit;
    private final Drafts drafts;
    private final DraftLookup lookup;
    private final DraftNames names;
    private final UploadReception bodies;

    DraftChangeController(
            Drafts drafts, DraftLookup lookup, DraftNames names, UploadReception bodies, ConcurrencyLimits tasks) {
        this.limit = tasks.createLimit(
                "draft-changes",
                MAX_CONCURRENT_CHANGES,
                MAX_WAITING_CHANGES,
                MAX_WAIT,
                "Other drafts are being changed. Send this again in a few seconds.");
        this.drafts = drafts;
        this.lookup = lookup;
        this.names = names;
        this.bodies = bodies;
    }

    @Operation(summary = "A sheet of a draft as it is written, and how it differs from the release")
    @DocumentedParameters({ApiParameter.FILE, ApiParameter.SHEET})
    @DocumentedAnswer(value = SheetResponse.class, says = "The sheet")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts/{id}/sheets", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SheetResponse> showSheet(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, SHEET);
        String file = parameters.getFirst("file");
        if (file == null) {
            errors.add(new FieldProblem(
                    ProblemCode.MISSING_FIELD, "/file", null, "“file” is required: the name of a file of the draft."));
        }
        ProblemException.throwIfAny(errors);
        DraftFiles draft = lookup.readDraft(id);
        return ResponseEntity.ok()
                .eTag(DraftAnswers.entityTag(draft.draft()).formattedTag())
                .body(SheetDescriber.describeSheet(
                        draft, String.valueOf(file), parameters.getFirst("sheet"), names.listNames(draft)));
    }

    @Operation(
            summary = "Changes cells, rows, columns and files of a draft: all of them, or nothing",
            description =
                    "Places are those of the version in If-Match, and are carried over what others have changed since.")
    @DocumentedBody(ChangesResponse.ChangesRequest.class)
    @VersionRequired
    @DocumentedParameters({ApiParameter.IF_MATCH_REQUIRED, ApiParameter.IDEMPOTENCY_KEY_OPTIONAL})
    @DocumentedAnswer(value = ChangesResponse.class, says = "The changes in the places where they were made")
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/drafts/{id}/changes",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChangesResponse> changeDraft(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            HttpServletRequest request,
            Principal caller)
            throws IOException {
        Draft draft = lookup.findDraft(id);
        long version = DraftVersionHeader.readRequired(seen);
        String key = readKey(request.getHeader(KEY));
        return bodies.receiveDocument(request, body -> {
            List<DraftChange> changes = new ChangeReader().readBody(body);
            return ChangeAnswers.toAnswer(
                    limit.runInTurn(() -> drafts.applyChanges(draft.id(), version, changes, caller.getName(), key))
                            .orElseThrow(() -> DraftLookup.unknownDraft("/id", id)));
        });
    }

    private static @Nullable String readKey(@Nullable String header) {
        if (header != null && (header.isBlank() || header.length() > MAX_KEY_LENGTH)) {
            throw new ProblemException(new FieldProblem(
                    ProblemCode.WRONG_TYPE,
                    "/" + KEY,
                    Quote.of(header),
                    "Send a header " + KEY + " of up to " + MAX_KEY_LENGTH
                            + " characters that names this request, and the same one if you send it again."));
        }
        return header;
    }

    @Operation(summary = "The changes of a draft since a version, in their order, so that others follow them")
    @DocumentedParameters(ApiParameter.AFTER_VERSION)
    @DocumentedAnswer(says = "The changes, and the version with them")
    @DocumentedProblems(410)
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts/{id}/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    ChangesResponse.ChangeLog listChanges(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, AFTER);
        long after = QueryParameters.readNumber(parameters, "after", 0, Long.MAX_VALUE, errors);
        ProblemException.throwIfAny(errors);
        Draft draft = lookup.findDraft(id);
        List<DraftEntry> entries =
                drafts.findEntries(draft, after).orElseThrow(() -> DraftVersionHeader.refuseForgotten(draft, after));
        return ChangesResponse.ofEntries(entries, draft.version(), drafts.isBehind(draft));
    }
}
