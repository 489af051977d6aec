package support.entitlement.web.draft;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.draft.Draft;
import support.entitlement.draft.Drafts;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.JsonBodyReader;

/** Creates drafts, and shows them to callers who may check tables. */
@RestController
public class DraftController {

    private final Drafts drafts;
    private final DraftLookup lookup;
    private final DraftAnswers answers;
    private final DraftCreation creation;
    private final JsonBodyReader bodies;

    DraftController(
            Drafts drafts, DraftLookup lookup, DraftAnswers answers, DraftCreation creation, JsonBodyReader bodies) {
        this.drafts = drafts;
        this.lookup = lookup;
        this.answers = answers;
        this.creation = creation;
        this.bodies = bodies;
    }

    @Operation(summary = "Creates a draft: a change of tables that is kept until it is published")
    @DocumentedBody(DraftRequest.class)
    @DocumentedAnswer(value = DraftResponse.DraftDetail.class, status = 201, says = "The draft")
    @DocumentedProblems({404, 422})
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/drafts",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftResponse.DraftDetail> createDraft(HttpServletRequest request, Principal caller)
            throws IOException {
        DraftRequest wanted = new DraftRequestReader().readBody(bodies.readBody(request));
        Draft created = creation.createDraft(wanted, caller.getName());
        ResponseEntity<DraftResponse.DraftDetail> answer =
                answers.answerDraft(HttpStatus.CREATED, lookup.readDraft(String.valueOf(created.id())));
        return ResponseEntity.created(URI.create("/v1/policy/drafts/" + created.id()))
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }

    @Operation(summary = "The drafts, the newest changed first")
    @DocumentedParameters({ApiParameter.DRAFT_STATE, ApiParameter.BEFORE_DRAFT, ApiParameter.LIMIT})
    @DocumentedAnswer(says = "A page of them, without their files, and where the next one begins")
    @DocumentedProblems(404)
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts", produces = MediaType.APPLICATION_JSON_VALUE)
    DraftResponse.DraftPage listDrafts(@RequestParam MultiValueMap<String, String> parameters) {
        DraftPageRequest wanted = DraftPageRequest.readPage(parameters);
        if (wanted.before() != null && drafts.findById(wanted.before()).isEmpty()) {
            throw DraftLookup.unknownDraft("/before", wanted.before());
        }
        List<Draft> found = drafts.findDrafts(wanted.before(), wanted.openOnly(), wanted.limit() + 1);
        List<DraftResponse> shown = found.stream()
                .limit(wanted.limit())
                .map(answers::summarizeDraft)
                .toList();
        return new DraftResponse.DraftPage(
                shown,
                found.size() > wanted.limit() ? shown.get(wanted.limit() - 1).id() : null);
    }

    @Operation(summary = "One draft with its files")
    @DocumentedAnswer(value = DraftResponse.DraftDetail.class, says = "The draft")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftResponse.DraftDetail> showDraft(@PathVariable String id) {
        return answers.answerDraft(HttpStatus.OK, lookup.readDraft(id));
    }
}
