package support.entitlement.web.query;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import support.entitlement.security.MissingRoleException;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.server.CallerConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resolves the policy that a request refers to: the one of its {@code asOf} instant or of its {@code draft}, or else the one in
 * force. Thread-safe.
 */
@Component
public class PolicyResolver {

    /** The member with an instant whose policy is asked for. */
    public static final String FIELD = "asOf";

    /** The member with the number of a draft that is asked for. */
    public static final String DRAFT = "draft";

    /** The divisor of the heap that gives the memory for past policies held by documents. */
    private static final int PART_OF_HEAP = 4;

    private final Releases releases;
    private final AskedDrafts drafts;
    private final SharedCapacity kilobytes = new SharedCapacity(
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP >> 10),
            0,
            Duration.ZERO,
            "Documents are asking as many releases already as fit into memory. Send this again later.");

    PolicyResolver(Releases releases, AskedDrafts drafts) {
        this.releases = releases;
        this.drafts = drafts;
    }

    /**
     * Resolves the policy; returns null and adds an error to the reader if there is none.
     *
     * @param request the request, which may name an instant or a draft
     * @param inForce the policy in force
     * @throws MissingRoleException if the request names a draft, and the caller may not read drafts
     */
    public @Nullable Policy resolvePolicy(JsonNode request, FieldReader fields, Policy inForce) {
        JsonNode asOf = request.get(FIELD);
        if (!FieldReader.isAbsent(request.get(DRAFT))) {
            return drafts.findPolicy(request, fields);
        }
        if (FieldReader.isAbsent(asOf)) {
            return inForce;
        }
        OffsetDateTime instant = fields.readInstant(asOf, "/" + FIELD);
        return instant == null ? null : findPolicyAt(instant.toInstant(), Quote.of(asOf), fields);
    }

    /**
     * Resolves the policy that the parameters of the address refer to; returns null and adds an error if there is none.
     *
     * @param inForce the policy in force
     * @throws MissingRoleException if they name a draft, and the caller may not read drafts
     */
    public @Nullable Policy resolvePolicy(
            MultiValueMap<String, String> parameters, FieldReader fields, Policy inForce) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        String asOf = parameters.getFirst(FIELD);
        if (asOf != null) {
            request.put(FIELD, asOf);
        }
        String draft = parameters.getFirst(DRAFT);
        if (draft != null) {
            request.set(DRAFT, toDraftNumber(draft));
        }
        return resolvePolicy(request, fields, inForce);
    }

    /** Converts the parameter of an address that names a draft to the member of a request; text stays text. */
    public static JsonNode toDraftNumber(String parameter) {
        return parameter.matches("\\d{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(parameter))
                : JsonNodeFactory.instance.stringNode(parameter);
    }

    /** Returns true if a request names a draft. */
    public static boolean namesDraft(JsonNode request) {
        return !FieldReader.isAbsent(request.get(DRAFT));
    }

    /** Returns true if a request names an instant or a draft, and does not ask for the policy in force. */
    public static boolean namesPolicy(JsonNode request) {
        return !FieldReader.isAbsent(request.get(FIELD)) || !FieldReader.isAbsent(request.get(DRAFT));
    }

    /**
     * Tables that a request refers to, other than those in force.
     *
     * @param member the member that names them
     * @param name a name that no other tables have
     * @param compiling compiles them, or returns the cached result
     */
    public record AskedTables(String member, String name, Supplier<Optional<Compilation>> compiling) {}

    /** Finds the tables that a request refers to; empty if it names none, or none that exist, which the answer then reports. */
    public Optional<AskedTables> findTables(JsonNode request) {
        JsonNode asOf = request.get(FIELD);
        if (!FieldReader.isAbsent(request.get(DRAFT))) {
            return FieldReader.isAbsent(asOf) ? drafts.findTables(request) : Optional.empty();
        }
        OffsetDateTime instant = FieldReader.isAbsent(asOf) ? null : new FieldReader("").readInstant(asOf, "/" + FIELD);
        return Optional.ofNullable(instant)
                .flatMap(then -> releases.findInForceAt(then.toInstant()))
                .map(release ->
                        new AskedTables(FIELD, "release " + release.id(), () -> Optional.of(compileRelease(release))));
    }

    /**
     * Compiles a release, or returns the cached result.
     *
     * @throws DatabaseUnavailableException if its tables cannot be read now
     * @throws CompilingBusyException if too many other releases are being compiled
     * @throws CallerLeftException if the caller disconnects meanwhile
     */
    private Compilation compileRelease(Release release) {
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
                        + all.stream().min(Release.IN_FORCE).orElseThrow().effectiveFrom() + ".";
    }
}
