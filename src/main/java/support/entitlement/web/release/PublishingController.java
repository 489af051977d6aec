package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.ProblemResponse;

/** Accepts tables to check and to publish. */
@RestController
public class PublishingController {

    private final PublishingService publishing;
    private final Releases releases;
    private final UploadReception uploads;

    PublishingController(PublishingService publishing, Releases releases, UploadReception uploads) {
        this.publishing = publishing;
        this.releases = releases;
        this.uploads = uploads;
    }

    @Operation(
            summary = "Checks tables as if they were to be published, and changes nothing",
            description =
                    "Tables are sent as JSON, or as files in a form; those that are not sent are as in the release that"
                            + " they are based on, or else the newest.")
    @DocumentedBody(
            value = TableUpload.UploadRequest.class,
            as = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    @DocumentedAnswer(
            value = PublishingService.CheckResponse.class,
            says = "What is wrong with them, and what they would change")
    @DocumentedProblems(404)
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/check",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> checkTables(HttpServletRequest request) throws IOException {
        return answerUpload(request, publishing::checkTables);
    }

    @Operation(summary = "Publishes tables as a release, in force at once or from an instant on")
    @DocumentedBody(
            value = TableUpload.UploadRequest.class,
            as = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    @DocumentedAnswer(value = PublishingService.PublicationResponse.class, status = 201, says = "The release")
    @DocumentedAnswer(
            value = PublishingService.PublicationResponse.class,
            status = 202,
            says = "The proposal, if somebody else must approve")
    @DocumentedProblems({404, 409})
    @RequiresAccess(Access.PUBLISHING)
    @PostMapping(
            path = "/v1/policy/releases",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> publishTables(HttpServletRequest request, Principal caller) throws IOException {
        return answerUpload(request, upload -> publishing.publishTables(upload, caller.getName()));
    }

    @Operation(summary = "Publishes what an older release said as a new one, in force at once")
    @DocumentedAnswer(value = PublishingService.PublicationResponse.class, status = 201, says = "The new release")
    @DocumentedAnswer(
            value = PublishingService.PublicationResponse.class,
            status = 202,
            says = "The proposal, if somebody else must approve")
    @DocumentedProblems({409, 422})
    @RequiresAccess(Access.PUBLISHING)
    @PostMapping(path = "/v1/policy/releases/{id}/restore", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> restoreRelease(@PathVariable String id, Principal caller) {
        Optional<Release> old = ReleaseController.findById(id, releases);
        return old.map(release -> toEntity(publishing.restoreRelease(release, "", caller.getName())))
                .orElseGet(() -> ReleaseController.unknownRelease(id, releases));
    }

    private ResponseEntity<Object> answerUpload(HttpServletRequest request, Function<TableUpload, Object> task)
            throws IOException {
        return toEntity(uploads.receiveUpload(request, task));
    }

    /** An answer with the status that it has, and the address of what was made. */
    static ResponseEntity<Object> toEntity(Object answer) {
        if (answer instanceof ProblemResponse problem) {
            return problem.toEntity();
        }
        if (answer instanceof PublishingService.PublishedResponse published) {
            return createEntity(
                    HttpStatus.CREATED,
                    "/v1/policy/releases/" + published.release().id(),
                    answer);
        }
        return answer instanceof PublishingService.ProposedResponse proposed
                ? createEntity(
                        HttpStatus.ACCEPTED,
                        "/v1/policy/proposals/" + proposed.proposal().id(),
                        answer)
                : ResponseEntity.ok(answer);
    }

    private static ResponseEntity<Object> createEntity(HttpStatus status, String address, Object answer) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.LOCATION, address)
                .body(answer);
    }
}
