package support.entitlement.web.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.Quote;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.PolicyResolver.AskedTables;
import tools.jackson.databind.JsonNode;

/**
 * Tracks the different releases and drafts to which the requests of one document refer: only a few, each compiled at most once for
 * all requests, in any order. Holds their policies, and memory for them, until it is closed. Not thread-safe.
 */
final class BatchReleases implements AutoCloseable {

    static final int MAX_RELEASES = 8;

    private final PolicyResolver resolver;
    private final Map<String, Compilation> held = new HashMap<>();
    private final List<SharedCapacity.Share> memory = new ArrayList<>();
    private @Nullable BusyException noMemory;

    BatchReleases(PolicyResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Returns the reason to refuse a request: it refers to one release too many, or there is no memory for its release;
     * null if it may be answered.
     *
     * @param base the pointer to the request in the document
     * @throws CallerLeftException if the caller has left
     */
    @Nullable
    ProblemResponse findRefusal(JsonNode request, String base) {
        String member = PolicyResolver.FIELD;
        try {
            AskedTables asked = resolver.findTables(request).orElse(null);
            if (asked == null || held.containsKey(asked.name())) {
                return null;
            }
            member = asked.member();
            if (held.size() == MAX_RELEASES) {
                return tooMany(request, base, member);
            }
            if (noMemory != null) {
                throw noMemory;
            }
            Compilation compiled = asked.compiling().get().orElse(null);
            if (compiled != null) {
                memory.add(resolver.takeMemory(compiled));
                held.put(asked.name(), compiled);
            }
            return null;
        } catch (BusyException e) {
            noMemory = e;
            return createRefusal(ProblemCode.BUSY, request, base, member, String.valueOf(e.getMessage()));
        } catch (DatabaseUnavailableException | CompilingBusyException e) {
            return null; // The answer reports it.
        }
    }

    private static ProblemResponse tooMany(JsonNode request, String base, String member) {
        return createRefusal(
                ProblemCode.TOO_MUCH_WORK,
                request,
                base,
                member,
                "The requests before refer to " + MAX_RELEASES
                        + " different releases or drafts, the maximum of one document. Send this one in another document.");
    }

    private static ProblemResponse createRefusal(
            ProblemCode code, JsonNode request, String base, String member, String why) {
        return ProblemResponse.of(
                List.of(new FieldProblem(code, base + "/" + member, Quote.of(request.get(member)), why)));
    }

    @Override
    public void close() {
        memory.forEach(SharedCapacity.Share::close);
    }
}
