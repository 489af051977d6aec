package support.entitlement.contract.terms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.terms.AnswerPart.PartKind;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Claim;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.policy.precedence.Precedence;

/**
 * The claims of the published policy and of the terms of a contract on the parts of one answer, by kind of part. Claims are added
 * first, then decided, then applied. Not thread-safe.
 */
final class AnswerClaims {

    final ClaimedParts<Within> times = new ClaimedParts<>(PartKind.WITHIN, this);
    final ClaimedParts<Within> intervals = new ClaimedParts<>(PartKind.EVERY, this);
    final ClaimedParts<String> calendars = new ClaimedParts<>(PartKind.CALENDAR, this);
    final ClaimedParts<Strength> strengths = new ClaimedParts<>(PartKind.STRENGTH, this);
    final ClaimedParts<String> starts = new ClaimedParts<>(PartKind.STARTS_AT, this);
    final ClaimedParts<String> startHours = new ClaimedParts<>(PartKind.STARTS_DURING, this);
    final ClaimedParts<String> ends = new ClaimedParts<>(PartKind.ENDS_AT, this);
    final ClaimedParts<List<Set<String>>> pauses = new ClaimedParts<>(PartKind.PAUSES, this);
    final ClaimedParts<Set<String>> repetitionEnds = new ClaimedParts<>(PartKind.REPEATED_UNTIL, this);
    final ClaimedParts<List<String>> allChannels = new ClaimedParts<>(PartKind.CHANNELS, this);
    final ClaimedParts<Boolean> channels = new ClaimedParts<>(PartKind.CHANNEL, this);
    final ClaimedParts<Term.TermGuarantee> guarantees = new ClaimedParts<>(PartKind.GUARANTEE, this);
    final ClaimedParts<BigDecimal> amounts = new ClaimedParts<>(PartKind.AMOUNT, this);
    final ClaimedParts<String> units = new ClaimedParts<>(PartKind.UNIT, this);
    final ClaimedParts<Per> periods = new ClaimedParts<>(PartKind.PER, this);
    final ClaimedParts<CarryOver> carryOvers = new ClaimedParts<>(PartKind.CARRY_OVER, this);
    final ClaimedParts<Limit> limits = new ClaimedParts<>(PartKind.LIMIT, this);
    final ClaimedParts<String> pools = new ClaimedParts<>(PartKind.POOL, this);
    final ClaimedParts<CountingByChannel> countings = new ClaimedParts<>(PartKind.COUNTS, this);
    final ClaimedParts<Fee> fees = new ClaimedParts<>(PartKind.FEE, this);
    final ClaimedParts<String> ownTerms = new ClaimedParts<>(PartKind.TERM, this);

    private final List<ClaimedPart<?>> parts = new ArrayList<>();
    private final List<Claim> facts = new ArrayList<>();
    private final List<TermChange> changes = new ArrayList<>();

    /** Creates a part that a term sets; {@link ClaimedParts} calls it once for each part. */
    <T> ClaimedPart<T> registerPart(AnswerPart part) {
        ClaimedPart<T> claimed = new ClaimedPart<>(part);
        parts.add(claimed);
        return claimed;
    }

    void addClaim(Claim claim) {
        facts.add(claim);
    }

    boolean hasTermClaims() {
        return !parts.isEmpty();
    }

    /**
     * Decides which claims stand, by the rules of the policy.
     *
     * @throws UnusableContractException if there are too many claims on the same parts
     */
    void decideClaims(Precedence precedence) {
        try {
            precedence.decideClaims(facts);
        } catch (Precedence.TooManyClaimsException e) {
            throw new UnusableContractException(
                    "The terms of the contract speak of the same parts too often to find out which prevails. Join those that say the same.");
        }
    }

    /** Finds, for each part on which terms disagree, two of them; parts keep the order in which terms set them. */
    Map<AnswerPart, List<Term>> findConflicts() {
        Map<AnswerPart, List<Term>> found = new LinkedHashMap<>();
        for (ClaimedPart<?> part : parts) {
            List<Term> conflicting = part.findConflicting();
            if (!conflicting.isEmpty()) {
                found.put(part.part(), conflicting);
            }
        }
        return found;
    }

    /**
     * Records that a term changes a part of the answer.
     *
     * @param value the new value, as tables write it; null if the term takes something away
     * @param replaced the published value; null if there is none
     */
    void recordChange(AnswerPart part, @Nullable String value, Term term, @Nullable String replaced) {
        recordChange(part, value, term, replaced, TermChange.OF_NO_PROMISE);
    }

    /** Records that a term changes a part of the promise at a place among those of the answer. */
    void recordChange(AnswerPart part, @Nullable String value, Term term, @Nullable String replaced, int promise) {
        changes.add(new TermChange(part, value, term.clause(), replaced, promise));
    }

    List<TermChange> changes() {
        return changes;
    }
}
