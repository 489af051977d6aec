package support.entitlement.web.query;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.release.PolicyStatus.InForce;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;

/**
 * Reads the policy in force for a request, and names its release in the header of the answer. If a request reads it several times, as a stream
 * does for each line, the first read counts: no part of the answer is older. Thread-safe.
 */
@Component
public class RequestPolicy {

    /** The header of answers with the number of their release, and of requests with the number of the least wanted one. */
    public static final String HEADER = "Entitlement-Release";

    private static final String IS_NAMED = RequestPolicy.class.getName();

    private final CurrentPolicy current;
    private final Releases releases;

    RequestPolicy(CurrentPolicy current, Releases releases) {
        this.current = current;
        this.releases = releases;
    }

    /**
     * Reads the policy in force, which makes the answer.
     *
     * @throws support.entitlement.release.NoPolicyException if there is none
     */
    public Policy readPolicy() {
        InForce inForce = readStatus().inForce();
        if (inForce == null) {
            throw current.noPolicy();
        }
        return inForce.policy();
    }

    /** Reads what is in force, which makes the answer. */
    public PolicyStatus readStatus() {
        PolicyStatus status = current.status();
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && request.getResponse() != null
                && request.getAttribute(IS_NAMED, RequestAttributes.SCOPE_REQUEST) == null) {
            request.setAttribute(IS_NAMED, true, RequestAttributes.SCOPE_REQUEST);
            nameRelease(status, request.getResponse());
        }
        return status;
    }

    /** Names the release in force now in an answer, unless what was in force before has made it. */
    public void nameCurrent(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(IS_NAMED) == null) {
            nameRelease(current.status(), response);
        }
    }

    /** The number of a release that the log has lost belongs to another. */
    private void nameRelease(PolicyStatus status, HttpServletResponse response) {
        InForce inForce = status.inForce();
        Release release = inForce == null ? null : inForce.release();
        response.setHeader(HEADER, release == null || releases.isLost(release) ? null : String.valueOf(release.id()));
    }
}
