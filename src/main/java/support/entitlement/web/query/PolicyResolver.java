package support.entitlement.web.query;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.server.CallerConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Resolves the policy that a request refers to: the one of its {@code asOf} instant, or else the one in force.
 * Thread-safe.
 */
@Component
public class PolicyResolver {

    public static final String FIELD = "asOf";

    /** The divisor of the heap that gives the memory for past policies held by documents. */
    private static final int PART_OF_HEAP = 4;

    private final Releases releases;
    private final SharedCapacity kilobytes = new SharedCapacity(
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP >> 10),
            0,
            Duration.ZERO,
            "Documents are asking as many releases already as fit into memory. Send this again later.");

    PolicyResolver(Releases releases) {
        this.releases = releases;
    }

    /**
     * Resolves the policy; returns null and adds an error to the reader if there is none.
     *
     * @param asOf the instant as it was sent; absent for now
     * @param inForce the policy in force
     */
    public @Nullable Policy resolvePolicy(@Nullable JsonNode asOf, FieldReader fields, Policy inForce) {
        if (FieldReader.isAbsent(asOf)) {
            return inForce;
        }
        OffsetDateTime instant = fields.readInstant(asOf, "/" + FIELD);
        return instant == null ? null : findPolicyAt(instant.toInstant(), Quote.of(asOf), fields);
    }

    /**
     * Resolves the policy that a parameter of the address refers to; returns null and adds an error if there is none.
     *
     * @param inForce the policy in force
     */
    public @Nullable Policy resolvePolicy(
            MultiValueMap<String, String> parameters, FieldReader fields, Policy inForce) {
        String asOf = parameters.getFirst(FIELD);
        return resolvePolicy(asOf == null ? null : JsonNodeFactory.instance.stringNode(asOf), fields, inForce);
    }

    /**
     * Finds the release that a request refers to; null if {@code asOf} is absent or names no release, which the answer
     * then reports.
     */
    public @Nullable Release findRelease(@Nullable JsonNode asOf) {
        OffsetDateTime instant = FieldReader.isAbsent(asOf) ? null : new FieldReader("").readInstant(asOf, "/" + FIELD);
        return instant == null
                ? null
                : releases.findInForceAt(instant.toInstant()).orElse(null);
    }

    /**
     * Compiles a release, or returns the cached result.
     *
     * @throws DatabaseUnavailableException if its tables cannot be read now
     * @throws CompilingBusyException if too many other releases are being compiled
     * @throws CallerLeftException if the caller disconnects meanwhile
     */
    public Compilation compileRelease(Release release) {
        return releases.compileInTurn(release, CallerConnection.hasCallerLeft());
    }

    /**
     * Reserves memory for a policy that a document holds, until the share is closed.
     *
     * @throws BusyException if there is not enough left
     */
    public SharedCapacity.Share takeMemory(Compilation compiled) {
        return kilobytes.takeShare(compiled.kilobytes());
    }

    private @Nullable Policy findPolicyAt(Instant instant, Object sent, FieldReader fields) {
        try {
            Release release = releases.findInForceAt(instant).orElse(null);
            if (release == null) {
                fields.addProblem(ProblemCode.NO_RELEASE_THEN, "/" + FIELD, sent, explainNoRelease());
                return null;
            }
            Optional<Policy> policy = compileRelease(release).compiled();
            if (policy.isEmpty()) {
                fields.addProblem(
                        ProblemCode.RELEASE_REFUSED,
                        "/" + FIELD,
                        sent,
                        "Release " + release.id()
                                + " was in force then, but this version of the service refuses its tables.");
            }
            return policy.orElse(null);
        } catch (DatabaseUnavailableException e) {
            fields.addProblem(ProblemCode.DATABASE_AWAY, "/" + FIELD, sent, e.getMessage());
            return null;
        } catch (CompilingBusyException | CallerLeftException e) {
            fields.addProblem(ProblemCode.BUSY, "/" + FIELD, sent, e.getMessage());
            return null;
        }
    }

    private String explainNoRelease() {
        List<Release> all = releases.findAll();
        return all.isEmpty()
                ? "No release is known."
                : "No release was in force then. The first is in force since "
                        + all.get(0).effectiveFrom() + ".";
    }
}
