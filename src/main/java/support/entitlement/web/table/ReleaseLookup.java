package support.entitlement.web.table;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;
import support.entitlement.web.server.CallerConnection;

/** Finds releases by the ids that addresses name. Thread-safe. */
@Component
public class ReleaseLookup {

    private final Releases releases;

    ReleaseLookup(Releases releases) {
        this.releases = releases;
    }

    /**
     * Returns the release with this id.
     *
     * @throws ProblemException if there is none
     */
    public Release findRelease(String id) {
        Optional<Release> found =
                id.matches("\\d{1,18}") ? releases.findById(Long.parseLong(id)) : Optional.<Release>empty();
        return found.orElseThrow(() -> unknownRelease(id));
    }

    private ProblemException unknownRelease(String id) {
        List<Release> all = releases.findAll();
        return new ProblemException(new FieldProblem(
                ProblemCode.UNKNOWN_RELEASE,
                "/id",
                Quote.of(id),
                all.isEmpty() ? "There is no release yet." : "Releases are numbered from 1 to " + all.size() + "."));
    }

    /**
     * Returns the policy of a release.
     *
     * @throws ProblemException if this version of the service refuses its tables
     */
    public Policy compilePolicy(Release release) {
        return releases.compileInTurn(release, CallerConnection.hasCallerLeft())
                .compiled()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.RELEASE_REFUSED, "This version of the service refuses its tables."));
    }
}
