package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.release.upload.TableUpload;
import support.entitlement.web.release.upload.UploadReception;
import support.entitlement.web.table.ReleaseLookup;

/** Accepts tables to check and to publish. */
@RestController
public class PublishingController {

    private final PublishingService publishing;
    private final ReleaseLookup releases;
    private final UploadReception uploads;

    PublishingController(PublishingService publishing, ReleaseLookup releases, UploadReception uploads) {
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
    @DocumentedAnswer(says = "The problems of the tables, and the changes that they would make")
    @DocumentedProblems(404)
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/check",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    CheckResponse checkTables(HttpServletRequest request) throws IOException {
        return uploads.receiveUpload(request, publishing::checkTables);
    }

    @Operation(
            summary = "Publishes tables as a release, in force at once or from an instant on",
            description =
                    "With inForceSince they took force in the past, before all releases that are not history. This needs the right"
                            + " history.")
    @DocumentedBody(
            value = TableUpload.UploadRequest.class,
            as = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    @DocumentedAnswer(status = 201, says = "The release")
    @DocumentedAnswer(status = 202, says = "The proposal, if a second person must approve")
    @DocumentedProblems({404, 409})
    @RequiresAccess(Access.PUBLISHING)
    @PostMapping(
            path = "/v1/policy/releases",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PublicationResponse> publishTables(HttpServletRequest request, Principal caller) throws IOException {
        return uploads.receiveUpload(request, upload -> publishing.publishTables(upload, caller.getName()))
                .toEntity();
    }

    @Operation(
            summary = "Checks the tables of an older release as if they were restored, and changes nothing",
            description = "They are compared with the newest release, which they would follow.")
    @DocumentedAnswer(says = "The problems of the tables, and the changes that they would make")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/releases/{id}/restore", produces = MediaType.APPLICATION_JSON_VALUE)
    CheckResponse checkRestoration(@PathVariable String id) {
        return publishing.checkRestoration(releases.findRelease(id));
    }

    @Operation(summary = "Publishes the tables of an older release as a new one, in force at once")
    @DocumentedAnswer(status = 201, says = "The new release")
    @DocumentedAnswer(status = 202, says = "The proposal, if a second person must approve")
    @DocumentedProblems({409, 422})
    @RequiresAccess(Access.PUBLISHING)
    @PostMapping(path = "/v1/policy/releases/{id}/restore", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PublicationResponse> restoreRelease(@PathVariable String id, Principal caller) {
        return publishing
                .restoreRelease(releases.findRelease(id), "", caller.getName())
                .toEntity();
    }
}
