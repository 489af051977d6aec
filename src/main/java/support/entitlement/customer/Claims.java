package support.entitlement.customer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Basis;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Claim;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.Precedence;
import support.entitlement.text.NormalForm;

/** What the published policy and the terms of a contract say about the parts of one answer. Not thread-safe. */
final class Claims {

    private final Map<Part, List<Signed>> signed = new LinkedHashMap<>();
    private final Map<Part, Claim> published = new HashMap<>();
    private final List<Claim> facts = new ArrayList<>();

    /**
     * What a term says about a part.
     *
     * @param value what it says; null if it takes something away
     */
    record Signed(
            Part part, Claim claim, Term term, @Nullable Object value) {

        /** The value, however it is written: an hour and 60 minutes are the same. */
        private Object meaning() {
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
            return value instanceof BigDecimal number ? Amounts.plain(number) : String.valueOf(value);
        }
    }

    /** The policy says something about a part; to be said after all that terms say, and of no account where these say nothing. */
    void published(Part part) {
        List<Signed> others = signed.get(part);
        if (others != null && !published.containsKey(part)) {
            Claim claim = Claim.published(others.get(0).claim().getPart());
            published.put(part, claim);
            facts.add(claim);
        }
    }

    /** A term says something about a part. */
    void signed(Part part, Term term, @Nullable Object value) {
        TermScope scope = term.scope();
        List<Signed> all = signed.computeIfAbsent(part, it -> new ArrayList<>());
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
        all.add(new Signed(part, claim, term, value));
    }

    /** Whether any term says anything. */
    boolean areSigned() {
        return !signed.isEmpty();
    }

    /** Finds out which claims stand. */
    void decide(Precedence precedence) {
        try {
            precedence.decide(facts);
        } catch (Precedence.TooManyClaimsException e) {
            throw new UnusableContractException(
                    "The terms of the contract speak of the same parts too often to find out which prevails. Join those that say the same.");
        }
    }

    /** The parts that terms speak of, in their order. */
    Set<Part> parts() {
        return signed.keySet();
    }

    /**
     * What the contract says about a part once it is decided; empty if what is published stands.
     *
     * @throws AmbiguousTermsException if several terms stand that disagree, or neither they nor what is published
     */
    Optional<Signed> standing(Part part) {
        List<Signed> all = signed.getOrDefault(part, List.of());
        List<Signed> standing =
                all.stream().filter(each -> each.claim().stands()).toList();
        Claim other = published.get(part);
        boolean publishedStands = other != null && other.stands();
        if (all.isEmpty() || standing.isEmpty() && publishedStands) {
            return Optional.empty();
        }
        if (!agree(standing) || publishedStands) {
            throw new AmbiguousTermsException(
                    part,
                    (standing.isEmpty() ? all : standing)
                            .stream().map(Signed::term).toList());
        }
        return Optional.of(standing.get(0));
    }

    /** Two terms that disagree on a part although both of them stand; none if all that stand agree. */
    List<Term> disagreeing(Part part) {
        List<Signed> standing = signed.getOrDefault(part, List.of()).stream()
                .filter(each -> each.claim().stands())
                .toList();
        return standing.stream()
                .skip(1)
                .filter(each -> !each.meaning().equals(standing.get(0).meaning()))
                .findFirst()
                .map(other -> List.of(standing.get(0).term(), other.term()))
                .orElse(List.of());
    }

    private static boolean agree(List<Signed> standing) {
        return standing.stream().map(Signed::meaning).distinct().count() == 1;
    }
}
