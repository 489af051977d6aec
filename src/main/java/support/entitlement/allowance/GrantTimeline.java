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
 * The grants of one customer for each issue type through all time, as they are known when it is created: contracts follow each
 * other, and their terms begin and end. Not thread-safe.
 */
public final class GrantTimeline {

    private final NavigableSet<Instant> changes;
    private final Function<Instant, Optional<GrantTerms>> terms;
    private final Map<Instant, Optional<GrantTerms>> known = new HashMap<>();

    /**
     * Creates the timeline of a customer.
     *
     * @param changes every instant at which the terms may change
     * @param terms finds the terms at an instant; empty where no contract is in force
     */
    GrantTimeline(Collection<Instant> changes, Function<Instant, Optional<GrantTerms>> terms) {
        this.changes = new TreeSet<>(changes);
        this.changes.add(Instant.MIN);
        this.terms = terms;
    }

    /** The grants of a contract while nothing of it changes. */
    public interface GrantTerms {

        /** The time zone in which the customer's days begin and end. */
        ZoneId zone();

        /** The contract's first day, on which its years begin. */
        LocalDate validFrom();

        /** Its last day; null if it has no end. */
        @Nullable
        LocalDate validUntil();

        /** The issue types that may have allowances, in the tables' spelling. */
        List<String> issueTypes();

        /**
         * Finds the limits of an issue type, which have different names and all count; empty if there is none that can be counted.
         *
         * @throws UnusableContractException if the contract cannot be applied
         */
        List<Grant> findGrants(String issueType);

        /** Finds a channel of the policy in any spelling; empty if no table knows it. */
        Optional<String> findChannel(String name);

        /**
         * Explains, as a sentence without its full stop, why an issue type has no allowance that can be counted.
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

    /** Returns the terms of the contract in force at an instant; empty if there is none. */
    public Optional<GrantTerms> termsAt(Instant instant) {
        return known.computeIfAbsent(Objects.requireNonNull(changes.floor(instant)), any -> terms.apply(instant));
    }

    /**
     * Finds the limits of an issue type at an instant; empty if there is none.
     *
     * @throws UnusableContractException if the contract cannot be applied
     */
    List<LimitKey> findLimits(String issueType, Instant instant) {
        return termsAt(instant).map(terms -> terms.findGrants(issueType)).orElse(List.of()).stream()
                .map(grant -> new LimitKey(issueType, grant.rules().limitName()))
                .toList();
    }

    /** Finds the grant of a limit at an instant; empty if there is none. */
    Optional<GrantStretch> findStretch(LimitKey limit, Instant instant) {
        return termsAt(instant)
                .flatMap(terms -> terms.findGrants(limit.issueType()).stream()
                        .filter(grant -> grant.isNamed(limit.limitName()))
                        .findFirst()
                        .map(grant -> new GrantStretch(terms, grant, nextChangeAfter(instant))));
    }

    /**
     * Finds the stretches between two instants in which a limit has a grant. A contract that cannot be applied grants nothing here.
     */
    List<GrantStretch> findStretches(LimitKey limit, Instant from, Instant until) {
        List<GrantStretch> stretches = new ArrayList<>();
        for (Instant start = from; start.isBefore(until); start = nextChangeAfter(start)) {
            findUsableStretch(limit, start).ifPresent(stretches::add);
        }
        return stretches;
    }

    /** Finds the grant of a limit at an instant; empty also if the contract of that time cannot be applied. */
    Optional<GrantStretch> findUsableStretch(LimitKey limit, Instant instant) {
        try {
            return findStretch(limit, instant);
        } catch (UnusableContractException e) {
            // This contract is of another time than the caller asks about. A query about that time reports the problem.
            return Optional.empty();
        }
    }

    /** Returns the first later instant at which a contract with another first day, or none, is in force, at the latest a given one. */
    Instant endOfContract(Instant instant, Instant latest) {
        LocalDate first = termsAt(instant).map(GrantTerms::validFrom).orElse(null);
        Instant change = nextChangeAfter(instant);
        while (change.isBefore(latest)
                && Objects.equals(termsAt(change).map(GrantTerms::validFrom).orElse(null), first)) {
            change = nextChangeAfter(change);
        }
        return change.isBefore(latest) ? change : latest;
    }

    /** Returns whether some grant of a limit is carried over for longer than the next period. */
    boolean hasLongCarryOver(LimitKey limit) {
        return changes.tailSet(Instant.MIN, false).stream()
                .flatMap(change -> findUsableStretch(limit, change).stream())
                .anyMatch(stretch -> stretch.grant().carryOver().periods() > 1);
    }

    /** Returns the first instant after another at which the terms may change; {@link Instant#MAX} if there is none. */
    Instant nextChangeAfter(Instant instant) {
        return Objects.requireNonNullElse(changes.higher(instant), Instant.MAX);
    }
}
