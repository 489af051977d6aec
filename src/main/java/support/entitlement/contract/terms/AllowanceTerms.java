package support.entitlement.contract.terms;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.FurtherAmount;
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
        for (Allowance limit : limits()) {
            String name = limit.rules().limitName();
            for (Term term : matching.terms()) {
                if (term.allowance() != null && setsLimit(term, term.allowance(), limit)) {
                    addTerm(name, term, term.allowance());
                }
            }
            addSignedFact(limit);
            if (published() != null) {
                addPublished(name);
            }
        }
    }

    /**
     * Adds the amounts that a published limit has by a fact which the contract holds as one of its own terms. A fact that the query sends,
     * and an amount that is signed, leave it aside.
     */
    private void addSignedFact(Allowance limit) {
        FurtherAmount further = limit.rules().further();
        boolean open = further != null
                && matching.published().query().number(further.fact()) == null
                && matching.terms().stream()
                        .noneMatch(term -> term.allowance() != null
                                && term.allowance().amount() != null
                                && setsLimit(term, term.allowance(), limit));
        for (Term term : open ? matching.terms() : List.<Term>of()) {
            SignedFact.findNumber(term, further.fact())
                    .map(value -> further.addTo(limit.exactAmount(), value))
                    .ifPresent(amount ->
                            claims.amounts.addTerm(limit.rules().limitName(), term, TermValue.ofAmount(amount)));
        }
    }

    private void addPublished(@Nullable String name) {
        claims.amounts.addPublished(name);
        claims.units.addPublished(name);
        claims.periods.addPublished(name);
        claims.carryOvers.addPublished(name);
        claims.limits.addPublished(name);
        claims.pools.addPublished(name);
        claims.countings.addPublished(name);
        claims.fees.addPublished(name);
    }

    private @Nullable Allowance published() {
        return matching.published().allowance();
    }

    /** Returns the published limits, which terms set one by one; the one that terms may grant, if there are none. */
    private List<Allowance> limits() {
        Allowance published = published();
        return published == null ? List.of(NOT_PUBLISHED) : published.allLimits();
    }

    /** Returns whether a term sets a published limit, or grants one by itself where none is published. */
    private boolean setsLimit(Term term, Term.TermAllowance set, Allowance limit) {
        String scope = term.scope().allowance();
        if (published() == null) {
            return set.saysAll() && MatchingTerms.isAnyOr(scope, set.unit());
        }
        return MatchingTerms.isAnyOr(scope, limit.unit())
                || MatchingTerms.isAnyOr(scope, limit.rules().limitName());
    }

    private void addTerm(@Nullable String name, Term term, Term.TermAllowance set) {
        if (set.amount() != null) {
            claims.amounts.addTerm(name, term, TermValue.ofAmount(set.amount()));
        }
        if (set.unit() != null) {
            claims.units.addTerm(name, term, TermValue.ofName(set.unit()));
        }
        addText(claims.periods, name, term, set.per(), Per::parse);
        addText(claims.carryOvers, name, term, set.carryOver(), CarryOver::parse);
        addText(claims.limits, name, term, set.limit(), Limit::parse);
        if (set.pool() != null) {
            claims.pools.addTerm(name, term, TermValue.ofName(set.pool()));
        }
        addText(claims.countings, name, term, set.counts(), CountingByChannel::parse);
        addText(claims.fees, name, term, set.fee(), Fee::parse);
    }

    private static <T> void addText(
            ClaimedParts<T> parts,
            @Nullable String name,
            Term term,
            @Nullable String text,
            Function<String, T> parser) {
        if (text != null) {
            parts.addTerm(name, term, TermValue.ofText(text, parser));
        }
    }

    /** Applies the terms to the published allowance; returns null if there is none, and no term grants one. */
    @Nullable
    Allowance applyTerms() {
        if (published() == null && claims.amounts.findStanding(null).isEmpty()) {
            return null;
        }
        List<Allowance> signed = limits().stream().map(this::applyTo).toList();
        return signed.get(0).withLimits(signed.subList(1, signed.size()));
    }

    private Allowance applyTo(Allowance before) {
        boolean known = published() != null;
        AllowanceRules rules = before.rules();
        String name = rules.limitName();
        Optional<Number> amount = apply(claims.amounts, name, known ? before.amountInWords() : null)
                .map(TermValue::readMeaning);
        Optional<String> unit = apply(claims.units, name, before.unit()).map(TermValue::text);
        Optional<Per> per = apply(claims.periods, name, before.per()).map(TermValue::readMeaning);
        Optional<CarryOver> carryOver = apply(claims.carryOvers, name, known ? before.carryOver() : null)
                .map(TermValue::readMeaning);
        Optional<Limit> limit =
                apply(claims.limits, name, known ? before.limit() : null).map(TermValue::readMeaning);
        Optional<String> pool = apply(claims.pools, name, rules.pool()).map(TermValue::text);
        Optional<CountingByChannel> counting =
                apply(claims.countings, name, rules.counting()).map(TermValue::readMeaning);
        Optional<Fee> fee = apply(claims.fees, name, rules.fee()).map(TermValue::readMeaning);
        return new Allowance(
                amount.orElse(before.amount()),
                unit.orElse(before.unit()),
                per.orElse(before.per()),
                carryOver.orElse(before.carryOver()),
                limit.orElse(before.limit()),
                new AllowanceRules(
                        name,
                        pool.orElse(rules.pool()),
                        counting.orElse(rules.counting()),
                        amount.isPresent() ? null : rules.further(), // A signed amount is all that there is.
                        fee.orElse(rules.fee())),
                List.of());
    }

    private static <T> Optional<TermValue<T>> apply(
            ClaimedParts<T> parts, @Nullable String name, @Nullable Object replaced) {
        return parts.applyTo(name, replaced == null ? null : replaced.toString());
    }
}
