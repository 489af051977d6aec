package support.entitlement.web.authzen;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;

/** Tells gateways the addresses of the AuthZEN API. */
@RestController
public class AuthzenMetadataController {

    private final AuthzenProperties settings;

    AuthzenMetadataController(AuthzenProperties settings) {
        this.settings = settings;
    }

    /** The addresses. */
    record AuthzenMetadata(
            @JsonProperty("policy_decision_point") String policyDecisionPoint,
            @JsonProperty("access_evaluation_endpoint") String accessEvaluationEndpoint,
            @JsonProperty("access_evaluations_endpoint") String accessEvaluationsEndpoint,
            @JsonProperty("search_subject_endpoint") String searchSubjectEndpoint,
            @JsonProperty("search_resource_endpoint") String searchResourceEndpoint,
            @JsonProperty("search_action_endpoint") String searchActionEndpoint) {

        static AuthzenMetadata of(String base) {
            String access = base + "/access/v1/";
            return new AuthzenMetadata(
                    base,
                    access + "evaluation",
                    access + "evaluations",
                    access + "search/subject",
                    access + "search/resource",
                    access + "search/action");
        }
    }

    @Operation(summary = "The addresses of the AuthZEN API")
    @DocumentedAnswer(says = "The addresses")
    @RequiresAccess(Access.OPEN)
    @GetMapping(path = "/.well-known/authzen-configuration", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AuthzenMetadata> showAuthzenMetadata(HttpServletRequest request) {
        if (settings.baseUrl() != null) {
            return ResponseEntity.ok(AuthzenMetadata.of(settings.baseUrl()));
        }
        String base = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return ResponseEntity.ok() // The caller chose the host, so that no other caller may see this answer.
                .cacheControl(CacheControl.noStore())
                .body(AuthzenMetadata.of(base));
    }
}
