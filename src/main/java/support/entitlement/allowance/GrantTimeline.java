package support.entitlement.allowance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.terms.UnusableContractException;

/**
 * What one customer is granted for each issue type, through all time, as it was known at one moment: contracts follow each other,
 * and their terms begin and end. Not thread-safe.
 */
public final class GrantTimeline {

    private final NavigableSet<Instant> turns;
    private final Function<Instant, Optional<GrantTerms>> terms;
    private final Map<Instant, Optional<GrantTerms>> known = new HashMap<>();

    /**
     * A customer's terms through all time.
     *
     * @param turns every instant at which they may change
     * @param terms those at an instant; empty where no contract is in force
     */
    GrantTimeline(Collection<Instant> turns, Function<Instant, Optional<GrantTerms>> terms) {
        this.turns = new TreeSet<>(turns);
        this.turns.add(Instant.MIN);
        this.terms = terms;
    }

    /** What a contract grants while nothing of it changes. */
    public interface GrantTerms {

        /** Where the customer's days begin and end. */
        ZoneId zone();

        /** The contract's first day: the anchor of its years. */
        LocalDate validFrom();

        /** Its last day; null if it has no end. */
        @Nullable
        LocalDate validUntil();

        /** What there are allowances for, in the tables' spelling. */
        List<String> issueTypes();

        /**
         * The allowance for an issue type; empty if there is none that can be counted.
         *
         * @throws UnusableContractException if the contract cannot be applied
         */
        Optional<Grant> findGrant(String issueType);

        /**
         * Says why there is no allowance for an issue type that can be counted, as a sentence without its end.
         *
         * @throws UnusableContractException if the contract cannot be applied
         */
        default String reasonWithoutGrant(String issueType) {
            return "one needs an amount, a unit and a period";
        }
    }

    /**
     * A grant, and the stretch of time in which nothing of the contract changes.
     *
     * @param until the first instant after it; {@link Instant#MAX} if it does not end
     */
    record GrantStretch(GrantTerms terms, Grant grant, Instant until) {}

    /** What the contract in force at an instant grants; empty if there is none. */
    public Optional<GrantTerms> termsAt(Instant instant) {
        return known.computeIfAbsent(Objects.requireNonNull(turns.floor(instant)), any -> terms.apply(instant));
    }

    /** The grant for an issue type at an instant; empty if there is none. */
    Optional<GrantStretch> findStretch(String issueType, Instant instant) {
        return termsAt(instant)
                .flatMap(there -> there.findGrant(issueType)
                        .map(grant -> new GrantStretch(there, grant, nextChangeAfter(instant))));
    }

    /**
     * The stretches from an instant to another in which something is granted for an issue type. What a contract grants that cannot
     * be applied is nothing.
     */
    List<GrantStretch> findStretches(String issueType, Instant from, Instant until) {
        List<GrantStretch> stretches = new ArrayList<>();
        for (Instant start = from; start.isBefore(until); start = nextChangeAfter(start)) {
            findUsableStretch(issueType, start).ifPresent(stretches::add);
        }
        return stretches;
    }

    /** The grant for an issue type at an instant; none if the contract of then cannot be applied. */
    Optional<GrantStretch> findUsableStretch(String issueType, Instant instant) {
        try {
            return findStretch(issueType, instant);
        } catch (UnusableContractException e) {
            // It is of another time than was asked about. Those who ask about that hear of it.
            return Optional.empty();
        }
    }

    /** The first instant after one at which a contract with another first day, or none, is in force, up to some instant. */
    Instant endOfContract(Instant instant, Instant latest) {
        LocalDate first = termsAt(instant).map(GrantTerms::validFrom).orElse(null);
        Instant turn = nextChangeAfter(instant);
        while (turn.isBefore(latest)
                && Objects.equals(termsAt(turn).map(GrantTerms::validFrom).orElse(null), first)) {
            turn = nextChangeAfter(turn);
        }
        return turn.isBefore(latest) ? turn : latest;
    }

    private Instant nextChangeAfter(Instant instant) {
        return Objects.requireNonNullElse(turns.higher(instant), Instant.MAX);
    }
}
