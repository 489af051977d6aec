package support.entitlement.web.query;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
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

    private static final String NAMED = RequestPolicy.class.getName();

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
                && request.getAttribute(NAMED, RequestAttributes.SCOPE_REQUEST) instanceof NamedRelease named) {
            named.nameMaker(status);
        }
        return status;
    }

    /** Names the release in force now in an answer, before it is known what makes it. */
    public void beginAnswer(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(NAMED, new NamedRelease(response, current.status()));
    }

    /** Names the release in force now in an answer, unless what was in force before has made it. */
    public void nameCurrent(HttpServletRequest request) {
        if (request.getAttribute(NAMED) instanceof NamedRelease named && !named.isOfMaker) {
            named.name(current.status());
        }
    }

    /** The release that the header of an answer names. Not thread-safe: one thread at a time works on a request. */
    private final class NamedRelease {

        private final HttpServletResponse response;
        private @Nullable PolicyStatus status;
        private boolean isOfMaker;

        NamedRelease(HttpServletResponse response, PolicyStatus status) {
            this.response = response;
            name(status);
        }

        /** Names the release that makes the answer, if it is the first. */
        void nameMaker(PolicyStatus maker) {
            if (!isOfMaker) {
                isOfMaker = true;
                name(maker);
            }
        }

        /** Sets the header, unless it names this already. The number of a release that the log has lost belongs to another. */
        void name(PolicyStatus now) {
            if (now == status) {
                return;
            }
            status = now;
            InForce inForce = now.inForce();
            Release release = inForce == null ? null : inForce.release();
            response.setHeader(
                    HEADER, release == null || releases.isLost(release) ? null : String.valueOf(release.id()));
        }
    }
}
