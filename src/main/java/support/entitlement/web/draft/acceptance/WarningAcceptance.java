package support.entitlement.web.draft.acceptance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import support.entitlement.draft.AcceptanceChanges;
import support.entitlement.draft.ChangeResult;
import support.entitlement.draft.Draft;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.DraftPolicies;
import support.entitlement.draft.Drafts;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.Acceptance;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.web.draft.ChangeAnswers;
import support.entitlement.web.draft.ChangesResponse;
import support.entitlement.web.draft.DraftLookup;
import support.entitlement.web.draft.DraftVersionHeader;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;
import support.entitlement.web.server.CallerConnection;

/**
 * Accepts warnings of drafts, and takes that back, as changes of their list of accepted warnings. A warning is named by its meaning and
 * not by its place, so that changes of others do not matter. Thread-safe.
 */
@Component
class WarningAcceptance {

    /** The number of attempts while others create the list at the same time. */
    private static final int MAX_ATTEMPTS = 5;

    private final Drafts drafts;
    private final DraftLookup lookup;
    private final DraftPolicies policies;
    private final Clock clock;

    WarningAcceptance(Drafts drafts, DraftLookup lookup, DraftPolicies policies, Clock clock) {
        this.drafts = drafts;
        this.lookup = lookup;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Accepts a warning. If the same person has accepted it with the same reason already, nothing changes.
     *
     * @param seen the header If-Match
     * @throws ProblemException if there is no such warning, or it is an error, or the draft cannot be changed
     */
    ResponseEntity<ChangesResponse> acceptWarning(
            String id, @Nullable String seen, AcceptanceRequest wanted, String by) {
        Acceptance entry = new Acceptance(
                new WarningKey(wanted.code(), wanted.table(), wanted.row()),
                wanted.reason(),
                by,
                LocalDate.now(clock.withZone(ZoneOffset.UTC)),
                Place.ofFile(AcceptedWarnings.FILE));
        return change(id, seen, by, read -> findAdditions(read, entry));
    }

    /**
     * Removes the acceptance of a warning.
     *
     * @param seen the header If-Match
     * @throws ProblemException if it is not accepted, or the draft cannot be changed
     */
    ResponseEntity<ChangesResponse> removeAcceptance(String id, @Nullable String seen, WarningKey warning, String by) {
        return change(id, seen, by, read -> {
            List<DraftChange> removals = AcceptanceChanges.removeEntries(read, warning);
            if (removals.isEmpty()) {
                throw refuseUnknown(warning, "No such warning is accepted in the draft.");
            }
            return removals;
        });
    }

    /** Finds the changes of the files of a draft. */
    private interface ChangeSearch {

        List<DraftChange> findChanges(DraftFiles read);
    }

    private ResponseEntity<ChangesResponse> change(String id, @Nullable String seen, String by, ChangeSearch search) {
        ChangeResult result = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            DraftFiles read = lookup.readDraft(id);
            Draft draft = requireSeen(read.draft(), seen);
            List<DraftChange> changes = search.findChanges(read);
            result = drafts.applyChanges(draft.id(), draft.version(), changes, by)
                    .orElseThrow(() -> DraftLookup.unknownDraft("/id", id));
            if (!(result instanceof ChangeResult.Conflicting)) {
                break;
            }
        }
        return ChangeAnswers.toAnswer(result);
    }

    private static Draft requireSeen(Draft draft, @Nullable String seen) {
        long version = DraftVersionHeader.readOfOpen(draft, seen);
        if (version < 1 || version > draft.version()) {
            throw DraftVersionHeader.refuseVersion(draft);
        }
        return draft;
    }

    private List<DraftChange> findAdditions(DraftFiles read, Acceptance entry) {
        Problem warning = findProblem(read, entry.warning());
        Acceptance known = warning.acceptance();
        if (known != null && known.by().equals(entry.by()) && known.reason().equals(entry.reason())) {
            return List.of();
        }
        if (known != null) {
            throw refuseChange("“" + known.by() + "” has accepted it already. Take that back first.");
        }
        return AcceptanceChanges.addEntry(read.files(), entry)
                .orElseThrow(
                        () -> refuseChange("The titles of " + AcceptedWarnings.FILE + " are wrong. Mend them first."));
    }

    private Problem findProblem(DraftFiles read, WarningKey wanted) {
        Problem found = policies.compileFiles(read, CallerConnection.hasCallerLeft()).compilation().problems().stream()
                .filter(problem -> problem.key() != null && problem.key().isSameAs(wanted))
                .min((one, other) -> one.severity().compareTo(other.severity()))
                .orElseThrow(() -> refuseUnknown(
                        wanted, "The tables of the draft have no such warning, or the row has been changed since."));
        if (found.severity() == Severity.ERROR) {
            throw refuseChange("This is an error, and only warnings can be accepted. " + found.remedy());
        }
        return found;
    }

    private static ProblemException refuseChange(String detail) {
        return new ProblemException(new FieldProblem(ProblemCode.BAD_CHANGE, "/code", null, detail));
    }

    private static ProblemException refuseUnknown(WarningKey warning, String detail) {
        return new ProblemException(new FieldProblem(
                ProblemCode.UNKNOWN_WARNING,
                "/code",
                Quote.of(warning.code()),
                detail + " GET /v1/policy/drafts/{id}/problems shows all that there are."));
    }
}
