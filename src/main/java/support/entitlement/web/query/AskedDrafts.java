package support.entitlement.web.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.draft.DraftPolicies;
import support.entitlement.draft.DraftVerdict;
import support.entitlement.policy.Policy;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.MissingRoleException;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.server.CallerConnection;
import tools.jackson.databind.JsonNode;

/** Answers requests by drafts, for callers who may read drafts. Thread-safe. */
@Component
class AskedDrafts {

    private static final String POINTER = "/" + PolicyResolver.DRAFT;

    private final DraftPolicies policies;
    private final AccessGuard guard;

    AskedDrafts(DraftPolicies policies, AccessGuard guard) {
        this.policies = policies;
        this.guard = guard;
    }

    /**
     * Compiles the draft that a request names; returns null and adds an error if there is no policy.
     *
     * @throws MissingRoleException if the caller may not read drafts
     */
    @Nullable
    Policy findPolicy(JsonNode request, FieldReader fields) {
        guard.requireAccess(Access.CHECKING);
        JsonNode draft = request.get(PolicyResolver.DRAFT);
        if (!FieldReader.isAbsent(request.get(PolicyResolver.FIELD))) {
            fields.addProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    POINTER,
                    Quote.of(draft),
                    "A draft has no instant at which it is in force. Send either “asOf” or “draft”.");
            return null;
        }
        Optional<Long> number = readNumber(draft);
        if (number.isEmpty()) {
            fields.addWrongType(POINTER, draft, "the number of a draft");
            return null;
        }
        try {
            return findPolicy(number.get(), fields);
        } catch (DatabaseUnavailableException e) {
            fields.addProblem(ProblemCode.DATABASE_AWAY, POINTER, number.get(), e.getMessage());
        } catch (CompilingBusyException | CallerLeftException e) {
            fields.addProblem(ProblemCode.BUSY, POINTER, number.get(), e.getMessage());
        }
        return null;
    }

    private @Nullable Policy findPolicy(long number, FieldReader fields) {
        DraftVerdict verdict =
                policies.compileDraft(number, CallerConnection.hasCallerLeft()).orElse(null);
        if (verdict == null) {
            fields.addProblem(
                    ProblemCode.UNKNOWN_DRAFT,
                    POINTER,
                    number,
                    "GET /v1/policy/drafts?state=all lists all that there are.");
            return null;
        }
        if (verdict.compilation().compiled().isEmpty()) {
            long errors = verdict.countErrors();
            fields.addProblem(
                    ProblemCode.DRAFT_REFUSED,
                    POINTER,
                    number,
                    "The tables of this draft have " + errors + (errors == 1 ? " error" : " errors")
                            + ". GET /v1/policy/drafts/" + number + "/problems lists what to correct.");
        }
        return verdict.compilation().compiled().orElse(null);
    }

    /** Finds the draft that a request names; empty if there is none, which the answer then reports. */
    Optional<PolicyResolver.AskedTables> findTables(JsonNode request) {
        return guard.permits(Access.CHECKING)
                ? readNumber(request.get(PolicyResolver.DRAFT))
                        .map(number -> new PolicyResolver.AskedTables(
                                PolicyResolver.DRAFT,
                                "draft " + number,
                                () -> policies.compileDraft(number, CallerConnection.hasCallerLeft())
                                        .map(DraftVerdict::compilation)))
                : Optional.empty();
    }

    private static Optional<Long> readNumber(JsonNode draft) {
        return draft.isIntegralNumber() && draft.canConvertToLong() ? Optional.of(draft.longValue()) : Optional.empty();
    }
}
