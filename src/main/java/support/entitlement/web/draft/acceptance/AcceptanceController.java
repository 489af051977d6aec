package support.entitlement.web.draft.acceptance;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.draft.ChangesResponse;
import support.entitlement.web.draft.DraftVersionHeader.VersionRequired;
import support.entitlement.web.http.JsonBodyReader;

/** Accepts warnings of drafts that are meant, and takes that back. */
@RestController
public class AcceptanceController {

    private final WarningAcceptance acceptance;
    private final JsonBodyReader bodies;

    AcceptanceController(WarningAcceptance acceptance, JsonBodyReader bodies) {
        this.acceptance = acceptance;
        this.bodies = bodies;
    }

    @Operation(
            summary = "Accepts a warning of a draft that is meant, with the reason",
            description =
                    "It no longer counts as a warning until its row says something else. Errors cannot be accepted.")
    @DocumentedBody(AcceptanceRequest.class)
    @VersionRequired
    @DocumentedAnswer(value = ChangesResponse.class, says = "The changes of the list of accepted warnings")
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/drafts/{id}/accepted-warnings",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChangesResponse> createAcceptance(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            HttpServletRequest request,
            Principal caller)
            throws IOException {
        AcceptanceRequest wanted = new AcceptanceRequestReader().readBody(bodies.readBody(request));
        return acceptance.acceptWarning(id, seen, wanted, caller.getName());
    }

    @Operation(summary = "Takes the acceptance of a warning of a draft back, so that it counts again")
    @VersionRequired
    @DocumentedParameters({
        ApiParameter.WARNING_CODE,
        ApiParameter.WARNING_TABLE,
        ApiParameter.WARNING_ROW,
        ApiParameter.IF_MATCH_REQUIRED
    })
    @DocumentedAnswer(value = ChangesResponse.class, says = "The changes of the list of accepted warnings")
    @RequiresAccess(Access.CHECKING)
    @DeleteMapping(path = "/v1/policy/drafts/{id}/accepted-warnings", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChangesResponse> deleteAcceptance(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            Principal caller) {
        return acceptance.removeAcceptance(
                id, seen, AcceptanceRequestReader.readParameters(parameters), caller.getName());
    }
}
