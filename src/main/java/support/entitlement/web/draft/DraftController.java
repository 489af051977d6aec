package support.entitlement.web.draft;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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
import support.entitlement.web.release.upload.UploadReception;

/** Creates, renames and deletes drafts, and shows them to callers who may check tables. */
@RestController
public class DraftController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Drafts drafts;
    private final DraftLookup lookup;
    private final DraftAnswers answers;
    private final DraftCreation creation;
    private final UploadReception uploads;
    private final JsonBodyReader bodies;

    DraftController(
            Drafts drafts,
            DraftLookup lookup,
            DraftAnswers answers,
            DraftCreation creation,
            UploadReception uploads,
            JsonBodyReader bodies) {
        this.drafts = drafts;
        this.lookup = lookup;
        this.answers = answers;
        this.creation = creation;
        this.uploads = uploads;
        this.bodies = bodies;
    }

    @Operation(
            summary = "Creates a draft: a change of tables that is kept until it is published",
            description =
                    "It has the tables of a release, or of the rules directory, or those that are sent instead of some.")
    @DocumentedBody(
            value = DraftRequest.DraftCreationRequest.class,
            as = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    @DocumentedAnswer(value = DraftResponse.DraftDetail.class, status = 201, says = "The draft")
    @DocumentedProblems({404, 422})
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/drafts",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftResponse.DraftDetail> createDraft(HttpServletRequest request, Principal caller)
            throws IOException {
        return uploads.receiveUpload(request, new DraftRequestReader(), wanted -> {
            Draft created = creation.createDraft(wanted, caller.getName());
            return answers.answerCreated(lookup.readDraft(String.valueOf(created.id())));
        });
    }

    @Operation(summary = "The drafts, the newest first")
    @DocumentedParameters({ApiParameter.DRAFT_STATE, ApiParameter.BEFORE, ApiParameter.LIMIT})
    @DocumentedAnswer(says = "A page of them, without their files, and where the next one begins")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/drafts", produces = MediaType.APPLICATION_JSON_VALUE)
    DraftResponse.DraftPage listDrafts(@RequestParam MultiValueMap<String, String> parameters) {
        DraftPageRequest wanted = DraftPageRequest.readPage(parameters);
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

    @Operation(summary = "Gives a draft another name, by a JSON merge patch")
    @DocumentedBody(
            value = DraftRequest.DraftPatch.class,
            as = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
    @DocumentedParameters(ApiParameter.IF_MATCH)
    @DocumentedAnswer(value = DraftResponse.DraftDetail.class, says = "The draft")
    @DocumentedProblems({409, 412})
    @RequiresAccess(Access.CHECKING)
    @PatchMapping(
            path = "/v1/policy/drafts/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftResponse.DraftDetail> renameDraft(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            HttpServletRequest request,
            Principal caller)
            throws IOException {
        String name = DraftName.readPatch(bodies.readBody(request));
        Draft draft = DraftVersionHeader.requireVersion(lookup.findDraft(id), seen);
        if (!draft.isOpen()) {
            throw ChangeAnswers.refuseClosed(draft);
        }
        if (name != null
                && !name.equals(draft.name())
                && drafts.renameDraft(draft, name, caller.getName()).isEmpty()) {
            throw DraftVersionHeader.refuseVersion(lookup.findDraft(id));
        }
        return answers.answerDraft(HttpStatus.OK, lookup.readDraft(id));
    }

    @Operation(summary = "Deletes a draft with all its changes")
    @DocumentedParameters(ApiParameter.IF_MATCH)
    @DocumentedAnswer(
            status = 204,
            says = "It is deleted",
            as = {})
    @DocumentedProblems(412)
    @RequiresAccess(Access.CHECKING)
    @DeleteMapping("/v1/policy/drafts/{id}")
    ResponseEntity<Void> deleteDraft(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            Principal caller) {
        Draft draft = DraftVersionHeader.requireVersion(lookup.findDraft(id), seen);
        if (!drafts.deleteDraft(draft, caller.getName())) {
            throw DraftVersionHeader.refuseVersion(lookup.findDraft(id));
        }
        return ResponseEntity.noContent().build();
    }
}
