package support.entitlement.contract.impact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;

/** Chooses contracts for the tables of {@link RandomPolicies}, of which some say the same and some contradict themselves. */
final class RandomContracts {

    private RandomContracts() {}

    static Agreement choose(Random random) {
        List<Term> terms = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            terms.add(chooseTerm(random));
        }
        return new Agreement(
                one(random, "Free", "Big", "small"),
                ZoneId.of(one(random, "UTC", "Europe/Zurich")),
                LocalDate.parse(one(random, "2026-01-01", "2025-01-01", "2026-05-01", "2026-09-01")),
                day(one(random, null, null, "2026-12-31", "2026-08-15", "2026-02-01")),
                terms);
    }

    private static Term chooseTerm(Random random) {
        TermScope scope = new TermScope(
                one(random, null, "Bug", "Question"),
                one(random, null, null, "1"),
                one(random, null, null, "Answer"),
                one(random, null, null, "Mail"),
                null);
        int kind = one(random, 0, 0, 0, 1, 2, 2, 2, 3, 4);
        boolean repeats = kind == 0 && scope.milestone() != null;
        return new Term(
                one(random, "§ 1", "§ 2"),
                scope,
                day(one(random, null, null, "2026-06-01")),
                day(one(random, null, null, "2026-02-28", "2026-10-31")),
                kind == 0 ? one(random, "3 hours", "1 hour") : null,
                repeats ? one(random, null, "2 hours", "5 hours") : null,
                kind == 0 || kind == 1 ? one(random, null, "Desk", "24x7") : null,
                null,
                kind == 0 ? chooseClock(random, scope) : TermClock.NONE,
                kind == 2 ? chooseChannels(random) : null,
                kind == 3 ? new Term.TermGuarantee("best-effort", "as we can") : null,
                kind == 4 ? new Term.TermAllowance(new BigDecimal("4"), "hours", "year", null, null) : null,
                kind == 1 ? Map.of("desk", one(random, "north", "south")) : Map.of());
    }

    private static TermClock chooseClock(Random random, TermScope scope) {
        List<String> pauses = one(random, List.of(), List.of("on hold"));
        return new TermClock(
                scope.milestone() == null ? null : one(random, null, "replied"),
                one(random, null, null, "Desk"),
                null,
                pauses,
                pauses.isEmpty() ? List.of() : List.of("resumed"),
                List.of());
    }

    private static Term.TermChannels chooseChannels(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Term.TermChannels(List.of(one(random, "Mail", "Phone")), List.of(), null);
            case 1 -> new Term.TermChannels(List.of(), List.of(one(random, "Mail", "Phone")), null);
            default -> new Term.TermChannels(List.of(), List.of(), List.of("Phone"));
        };
    }

    private static @Nullable LocalDate day(@Nullable String day) {
        return day == null ? null : LocalDate.parse(day);
    }

    @SafeVarargs
    private static <T extends @Nullable Object> T one(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
