package support.entitlement.web.draft;

import java.util.Optional;
import org.springframework.stereotype.Component;
import support.entitlement.draft.Draft;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.Drafts;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;

/** Finds drafts by the numbers that addresses name. Thread-safe. */
@Component
public class DraftLookup {

    private final Drafts drafts;

    DraftLookup(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * Returns the draft with this number.
     *
     * @throws ProblemException if there is none
     */
    public Draft findDraft(String id) {
        return numberOf(id).flatMap(drafts::findById).orElseThrow(() -> unknownDraft("/id", id));
    }

    /**
     * Reads the draft with this number and its files.
     *
     * @throws ProblemException if there is none
     */
    public DraftFiles readDraft(String id) {
        return numberOf(id).flatMap(drafts::readDraft).orElseThrow(() -> unknownDraft("/id", id));
    }

    /** Returns the problem of a number that no draft has. */
    public static ProblemException unknownDraft(String pointer, Object number) {
        return new ProblemException(new FieldProblem(
                ProblemCode.UNKNOWN_DRAFT,
                pointer,
                Quote.of(String.valueOf(number)),
                "GET /v1/policy/drafts?state=all lists all that there are."));
    }

    private static Optional<Long> numberOf(String id) {
        return id.matches("\\d{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }
}
