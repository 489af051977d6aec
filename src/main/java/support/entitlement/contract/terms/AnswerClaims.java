package support.entitlement.contract.terms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Basis;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Claim;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.text.NormalForm;

/** What the published policy and the terms of a contract say about the parts of one answer. Not thread-safe. */
final class AnswerClaims {

    private final Map<AnswerPart, List<TermClaim>> signed = new LinkedHashMap<>();
    private final Map<AnswerPart, Claim> published = new HashMap<>();
    private final List<Claim> facts = new ArrayList<>();

    /**
     * What a term says about a part.
     *
     * @param value what it says; null if it takes something away
     */
    record TermClaim(
            AnswerPart part,
            Claim claim,
            Term term,
            @Nullable Object value) {

        /** The value, however it is written: an hour and 60 minutes are the same. */
        private Object comparableValue() {
            if (value instanceof String text) {
                return switch (part.kind()) {
                    case WITHIN -> Within.parse(text);
                    case STRENGTH -> Strength.parse(text);
                    case PER -> Per.parse(text);
                    case CARRY_OVER -> CarryOver.parse(text);
                    case LIMIT -> Limit.parse(text);
                    case CALENDAR, UNIT -> NormalForm.key(text);
                    default -> text;
                };
            }
            return value instanceof BigDecimal number ? Amounts.toPlainAmount(number) : String.valueOf(value);
        }
    }

    /** The policy says something about a part; to be said after all that terms say, and of no account where these say nothing. */
    void addPublishedClaim(AnswerPart part) {
        List<TermClaim> others = signed.get(part);
        if (others != null && !published.containsKey(part)) {
            Claim claim = Claim.ofPublished(others.get(0).claim().getPart());
            published.put(part, claim);
            facts.add(claim);
        }
    }

    /** A term says something about a part. */
    void addTermClaim(AnswerPart part, Term term, @Nullable Object value) {
        TermScope scope = term.scope();
        List<TermClaim> all = signed.computeIfAbsent(part, it -> new ArrayList<>());
        Claim claim = new Claim(
                all.isEmpty() ? part.toString() : all.get(0).claim().getPart(),
                Basis.CONTRACT,
                scope.specificity(),
                scope.issueType(),
                scope.slaCategory(),
                scope.milestone(),
                scope.channel(),
                scope.allowance());
        facts.add(claim);
        all.add(new TermClaim(part, claim, term, value));
    }

    /** Whether any term says anything. */
    boolean hasTermClaims() {
        return !signed.isEmpty();
    }

    /** Finds out which claims stand. */
    void decideClaims(Precedence precedence) {
        try {
            precedence.decideClaims(facts);
        } catch (Precedence.TooManyClaimsException e) {
            throw new UnusableContractException(
                    "The terms of the contract speak of the same parts too often to find out which prevails. Join those that say the same.");
        }
    }

    /** The parts that terms speak of, in their order. */
    Set<AnswerPart> partsOfTerms() {
        return signed.keySet();
    }

    /**
     * What the contract says about a part once it is decided; empty if what is published stands.
     *
     * @throws AmbiguousTermsException if several terms stand that disagree, or neither they nor what is published
     */
    Optional<TermClaim> findStanding(AnswerPart part) {
        List<TermClaim> all = signed.getOrDefault(part, List.of());
        List<TermClaim> standing =
                all.stream().filter(each -> each.claim().stands()).toList();
        Claim other = published.get(part);
        boolean publishedStands = other != null && other.stands();
        if (all.isEmpty() || standing.isEmpty() && publishedStands) {
            return Optional.empty();
        }
        if (!haveSameValue(standing) || publishedStands) {
            throw new AmbiguousTermsException(
                    part,
                    (standing.isEmpty() ? all : standing)
                            .stream().map(TermClaim::term).toList());
        }
        return Optional.of(standing.get(0));
    }

    /** Two terms that disagree on a part although both of them stand; none if all that stand agree. */
    List<Term> findConflicting(AnswerPart part) {
        List<TermClaim> standing = signed.getOrDefault(part, List.of()).stream()
                .filter(each -> each.claim().stands())
                .toList();
        return standing.stream()
                .skip(1)
                .filter(each -> !each.comparableValue().equals(standing.get(0).comparableValue()))
                .findFirst()
                .map(other -> List.of(standing.get(0).term(), other.term()))
                .orElse(List.of());
    }

    private static boolean haveSameValue(List<TermClaim> standing) {
        return standing.stream().map(TermClaim::comparableValue).distinct().count() == 1;
    }
}
