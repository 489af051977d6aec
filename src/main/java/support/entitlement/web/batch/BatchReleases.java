package support.entitlement.web.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.release.CompilingBusyException;
import support.entitlement.release.Release;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.PolicyResolver;
import tools.jackson.databind.JsonNode;

/**
 * The different releases that the requests of one document ask: no more than a few, each compiled at most once for all of them,
 * in whatever order they come. Not thread-safe.
 */
final class BatchReleases {

    static final int MAX_RELEASES = 8;

    private final PolicyResolver asked;
    private final Map<Long, Compilation> held = new HashMap<>();

    BatchReleases(PolicyResolver asked) {
        this.asked = asked;
    }

    /**
     * Why a request is not answered: it asks one release too many, or there is no time to compile it; null if it may be.
     *
     * @param base the pointer to the request in the document
     */
    @Nullable
    ProblemResponse findRefusal(JsonNode request, String base) {
        try {
            Release release = asked.findRelease(request.get(PolicyResolver.FIELD));
            if (release == null || held.containsKey(release.id())) {
                return null;
            }
            if (held.size() == MAX_RELEASES) {
                return tooMany(request, base);
            }
            held.put(release.id(), asked.compileRelease(release));
            return null;
        } catch (DatabaseUnavailableException | CompilingBusyException e) {
            return null; // The answer says so.
        }
    }

    private static ProblemResponse tooMany(JsonNode request, String base) {
        return ProblemResponse.of(List.of(new FieldProblem(
                ProblemCode.TOO_MUCH_WORK,
                base + "/" + PolicyResolver.FIELD,
                Quote.of(request.get(PolicyResolver.FIELD)),
                "Those before ask " + MAX_RELEASES
                        + " different releases, which is all that one document gets. Send this in another one.")));
    }
}
