package support.entitlement.web;

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
import org.springframework.web.multipart.MultipartHttpServletRequest;
import support.entitlement.release.Release;
import support.entitlement.release.Releases;
import support.entitlement.security.Access;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes tables to check and to publish. */
@RestController
class PublishingController {

    private final Publishing publishing;
    private final Releases releases;
    private final JsonMapper json;

    PublishingController(Publishing publishing, Releases releases, JsonMapper json) {
        this.publishing = publishing;
        this.releases = releases;
        this.json = json;
    }

    @Operation(
            summary = "Checks tables as if they were to be published, and changes nothing",
            description =
                    "Tables are sent as JSON, or as files in a form; those that are not sent are as in the release that"
                            + " they are based on, or else the newest.")
    @Takes(
            value = TableUpload.Request.class,
            as = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    @Answers(value = Publishing.CheckResponse.class, says = "What is wrong with them, and what they would change")
    @Refuses(404)
    @Needs(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/check",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> checkTables(HttpServletRequest request) throws IOException {
        return answer(request, publishing::check);
    }

    @Operation(summary = "Publishes tables as a release, in force at once or from an instant on")
    @Takes(
            value = TableUpload.Request.class,
            as = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    @Answers(value = Publishing.PublicationResponse.class, status = 201, says = "The release")
    @Answers(
            value = Publishing.PublicationResponse.class,
            status = 202,
            says = "The proposal, if somebody else must approve")
    @Refuses({404, 409})
    @Needs(Access.PUBLISHING)
    @PostMapping(
            path = "/v1/policy/releases",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> publishTables(HttpServletRequest request, Principal caller) throws IOException {
        return answer(request, upload -> publishing.publish(upload, caller.getName()));
    }

    @Operation(summary = "Publishes what an older release said as a new one, in force at once")
    @Answers(value = Publishing.PublicationResponse.class, status = 201, says = "The new release")
    @Answers(
            value = Publishing.PublicationResponse.class,
            status = 202,
            says = "The proposal, if somebody else must approve")
    @Refuses({409, 422})
    @Needs(Access.PUBLISHING)
    @PostMapping(path = "/v1/policy/releases/{id}/restore", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> restoreRelease(@PathVariable String id, Principal caller) {
        Optional<Release> old = ReleaseController.find(id, releases);
        return old.map(release -> entity(publishing.restore(release, "", caller.getName())))
                .orElseGet(() -> ReleaseController.unknown(id, releases));
    }

    private ResponseEntity<Object> answer(HttpServletRequest request, Function<TableUpload, Object> task)
            throws IOException {
        UploadReader reader = new UploadReader();
        TableUpload upload;
        if (request instanceof MultipartHttpServletRequest form) {
            upload = reader.read(form.getParameterMap(), form.getMultiFileMap());
        } else {
            JsonNode body;
            try {
                body = json.readTree(request.getInputStream());
            } catch (JacksonException e) {
                return ProblemResponse.of(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e))
                        .toEntity();
            }
            upload = reader.read(body);
        }
        return upload == null ? ProblemResponse.of(reader.errors()).toEntity() : entity(task.apply(upload));
    }

    /** An answer with the status that it has, and the address of what was made. */
    static ResponseEntity<Object> entity(Object answer) {
        if (answer instanceof ProblemResponse problem) {
            return problem.toEntity();
        }
        if (answer instanceof Publishing.PublishedResponse published) {
            return at(
                    HttpStatus.CREATED,
                    "/v1/policy/releases/" + published.release().id(),
                    answer);
        }
        return answer instanceof Publishing.ProposedResponse proposed
                ? at(
                        HttpStatus.ACCEPTED,
                        "/v1/policy/proposals/" + proposed.proposal().id(),
                        answer)
                : ResponseEntity.ok(answer);
    }

    private static ResponseEntity<Object> at(HttpStatus status, String address, Object answer) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.LOCATION, address)
                .body(answer);
    }
}
