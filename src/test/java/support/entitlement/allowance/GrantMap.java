package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.Basis;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/** Grants that a test sets. Of two contracts that hold at an instant, the one that was put last counts. */
public final class GrantMap implements GrantSource {

    public static final String SESSIONS = "Enablement sessions";

    private final Map<String, List<Signed>> contracts = new ConcurrentHashMap<>();

    /** A contract. */
    private record Signed(
            ZoneId zone, LocalDate validFrom, @Nullable LocalDate validUntil, boolean usable, List<Grant> grants)
            implements GrantTimeline.GrantTerms {

        @Override
        public List<String> issueTypes() {
            return grants.stream().map(Grant::issueType).distinct().toList();
        }

        @Override
        public Optional<String> findChannel(String name) {
            return Optional.of(name);
        }

        @Override
        public List<Grant> findGrants(String issueType) {
            if (!usable) {
                throw new UnusableContractException("Its plan is gone.");
            }
            return grants.stream()
                    .filter(grant -> grant.issueType().equals(issueType))
                    .toList();
        }

        boolean holds(Instant instant) {
            LocalDate day = instant.atZone(zone).toLocalDate();
            return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
        }

        Stream<Instant> turns() {
            return Stream.concat(
                            Stream.of(validFrom), Stream.ofNullable(validUntil).map(last -> last.plusDays(1)))
                    .map(day -> day.atStartOfDay(zone).toInstant());
        }
    }

    @Override
    public GrantTimeline timelineOf(String customer) {
        List<Signed> all = contracts.getOrDefault(customer, List.of());
        return new GrantTimeline(
                all.stream().flatMap(Signed::turns).toList(),
                instant -> all.stream()
                        .filter(signed -> signed.holds(instant))
                        .<GrantTimeline.GrantTerms>map(signed -> signed)
                        .reduce((first, last) -> last));
    }

    /** A contract from a day on. */
    public GrantMap put(String customer, String zone, String from, Grant... grants) {
        return add(customer, new Signed(ZoneId.of(zone), LocalDate.parse(from), null, true, List.of(grants)));
    }

    /** A contract from a day on that cannot be applied any more. */
    public GrantMap putUnusable(String customer, String zone, String from) {
        return add(customer, new Signed(ZoneId.of(zone), LocalDate.parse(from), null, false, List.of()));
    }

    private GrantMap add(String customer, Signed signed) {
        contracts.merge(
                customer,
                List.of(signed),
                (old, added) -> Stream.concat(old.stream(), added.stream()).toList());
        return this;
    }

    /** Grants this many hours of sessions. */
    public static Grant hours(String amount, Per per, CarryOver carryOver, Limit limit) {
        return new Grant(SESSIONS, new BigDecimal(amount), "hours", per, carryOver, limit, Basis.PUBLISHED, null);
    }
}
