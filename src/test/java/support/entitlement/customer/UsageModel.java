package support.entitlement.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain ledger in memory of one hard allowance, in tenths of an hour, per contract year from a day, without anything carried
 * over: what the real one must answer. It finds years by walking from one to the next.
 */
final class UsageModel {

    private final ZoneId zone;
    private final LocalDate anchor;
    private final long granted;
    private final List<Draw> draws = new ArrayList<>();

    UsageModel(ZoneId zone, LocalDate anchor, long granted) {
        this.zone = zone;
        this.anchor = anchor;
        this.granted = granted;
    }

    /** Something that was used, or is reserved if it expires. */
    static final class Draw {

        final Instant at;
        final long id;
        long tenths;

        @Nullable
        Instant expires;

        Draw(long id, Instant at, long tenths, @Nullable Instant expires) {
            this.id = id;
            this.at = at;
            this.tenths = tenths;
            this.expires = expires;
        }

        boolean isAlive(Instant now) {
            return expires == null || expires.isAfter(now);
        }
    }

    long left(Instant at, Instant now) {
        long drawn = draws.stream()
                .filter(draw -> draw.isAlive(now) && year(draw.at) == year(at))
                .mapToLong(draw -> draw.tenths)
                .sum();
        return granted - drawn;
    }

    void add(Draw draw) {
        draws.add(draw);
    }

    @Nullable
    Draw any(int random) {
        return draws.isEmpty() ? null : draws.get(random % draws.size());
    }

    private int year(Instant instant) {
        LocalDate day = instant.atZone(zone).toLocalDate();
        int year = 0;
        while (!anchor.plusYears(year + 1).isAfter(day)) {
            year++;
        }
        return year;
    }
}
