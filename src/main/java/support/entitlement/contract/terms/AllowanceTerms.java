package support.entitlement.contract.terms;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/** Puts the allowances of terms in the place of the published one, part by part. Not thread-safe; for one answer. */
final class AllowanceTerms {

    /** Takes the place of a published allowance where there is none: its amount, unit and period are never used. */
    private static final Allowance NOT_PUBLISHED = new Allowance(0, null, null, CarryOver.NONE, Limit.HARD);

    private final MatchingTerms matching;
    private final AnswerClaims claims;

    AllowanceTerms(MatchingTerms matching, AnswerClaims claims) {
        this.matching = matching;
        this.claims = claims;
    }

    void addClaims() {
        for (Term term : matching.terms()) {
            if (term.allowance() != null && setsAllowance(term, term.allowance())) {
                addTerm(term, term.allowance());
            }
        }
        if (published() != null) {
            claims.amounts.addPublished(null);
            claims.units.addPublished(null);
            claims.periods.addPublished(null);
            claims.carryOvers.addPublished(null);
            claims.limits.addPublished(null);
        }
    }

    private @Nullable Allowance published() {
        return matching.published().allowance();
    }

    /** Returns whether a term sets the published allowance, or grants one by itself where none is published. */
    private boolean setsAllowance(Term term, Term.TermAllowance set) {
        Allowance published = published();
        String scope = term.scope().allowance();
        return published == null
                ? set.saysAll() && MatchingTerms.isAnyOr(scope, set.unit())
                : MatchingTerms.isAnyOr(scope, published.unit());
    }

    private void addTerm(Term term, Term.TermAllowance set) {
        if (set.amount() != null) {
            claims.amounts.addTerm(null, term, TermValue.ofAmount(set.amount()));
        }
        if (set.unit() != null) {
            claims.units.addTerm(null, term, TermValue.ofName(set.unit()));
        }
        if (set.per() != null) {
            claims.periods.addTerm(null, term, TermValue.ofText(set.per(), Per::parse));
        }
        if (set.carryOver() != null) {
            claims.carryOvers.addTerm(null, term, TermValue.ofText(set.carryOver(), CarryOver::parse));
        }
        if (set.limit() != null) {
            claims.limits.addTerm(null, term, TermValue.ofText(set.limit(), Limit::parse));
        }
    }

    /** Applies the terms to the published allowance; returns null if there is none, and no term grants one. */
    @Nullable
    Allowance applyTerms() {
        Allowance published = published();
        if (published == null && claims.amounts.findStanding(null).isEmpty()) {
            return null;
        }
        Allowance before = published == null ? NOT_PUBLISHED : published;
        boolean known = published != null;
        Optional<Number> amount =
                apply(claims.amounts, known ? before.amount() : null).map(TermValue::readMeaning);
        Optional<String> unit = apply(claims.units, before.unit()).map(TermValue::text);
        Optional<Per> per = apply(claims.periods, before.per()).map(TermValue::readMeaning);
        Optional<CarryOver> carryOver =
                apply(claims.carryOvers, known ? before.carryOver() : null).map(TermValue::readMeaning);
        Optional<Limit> limit =
                apply(claims.limits, known ? before.limit() : null).map(TermValue::readMeaning);
        return new Allowance(
                amount.orElse(before.amount()),
                unit.orElse(before.unit()),
                per.orElse(before.per()),
                carryOver.orElse(before.carryOver()),
                limit.orElse(before.limit()));
    }

    private static <T> Optional<TermValue<T>> apply(ClaimedParts<T> parts, @Nullable Object replaced) {
        return parts.applyTo(null, replaced == null ? null : replaced.toString());
    }
}
