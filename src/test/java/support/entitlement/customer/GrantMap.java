package support.entitlement.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import support.entitlement.decision.Basis;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;

/** What customers are granted, as a test says. Of two contracts that hold at an instant, the one that was put last does. */
public final class GrantMap implements Grants {

    public static final String SESSIONS = "Enablement sessions";

    private final Map<String, List<Granted>> contracts = new ConcurrentHashMap<>();

    @Override
    public Optional<Granted> at(String customer, Instant instant) {
        List<Granted> all = contracts.getOrDefault(customer, List.of());
        return all.stream()
                .filter(granted -> holds(granted, instant.atZone(granted.zone()).toLocalDate()))
                .reduce((first, last) -> last);
    }

    private static boolean holds(Granted granted, LocalDate day) {
        return !day.isBefore(granted.validFrom())
                && (granted.validUntil() == null || !day.isAfter(granted.validUntil()));
    }

    /** A contract from a day on. */
    public GrantMap put(String customer, String zone, String from, Grant... grants) {
        Granted granted = new Granted(ZoneId.of(zone), LocalDate.parse(from), null, List.of(grants));
        contracts.merge(
                customer,
                List.of(granted),
                (old, added) -> java.util.stream.Stream.concat(old.stream(), added.stream())
                        .collect(Collectors.toList()));
        return this;
    }

    /** So many hours of sessions. */
    public static Grant hours(String amount, Per per, CarryOver carryOver, Limit limit) {
        return new Grant(SESSIONS, new BigDecimal(amount), "hours", per, carryOver, limit, Basis.PUBLISHED, null);
    }
}
