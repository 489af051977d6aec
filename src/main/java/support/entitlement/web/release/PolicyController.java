package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.background.Heartbeats;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.query.RequestPolicy;

/** Shows the policy in force. It also answers without one, with the problems of the tables. */
@RestController
public class PolicyController {

    private final RequestPolicy requested;
    private final Heartbeats heartbeats;
    private final AccessGuard guard;

    PolicyController(RequestPolicy requested, Heartbeats heartbeats, AccessGuard guard) {
        this.guard = guard;
        this.requested = requested;
        this.heartbeats = heartbeats;
    }

    @Operation(summary = "The policy in force, since when, and the problems of newer tables if they were refused")
    @DocumentedAnswer(says = "The policy in force and the refused tables, at one instant")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/policy", produces = MediaType.APPLICATION_JSON_VALUE)
    PolicyResponse showPolicy() {
        PolicyResponse response = PolicyResponse.of(requested.readStatus(), heartbeats.unwellThreads());
        return guard.permits(Access.DRAFTS) ? response : response.forStrangers();
    }
}
