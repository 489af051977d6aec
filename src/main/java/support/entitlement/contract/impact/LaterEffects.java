package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import support.entitlement.contract.ContractTimeline;
import support.entitlement.contract.ContractTimeline.Period;

/**
 * Finds the customers on whom a change has an effect only after an instant, and before another one. Customers with the same effects in the
 * same order are put together, whatever their days. Not thread-safe; for one search.
 */
final class LaterEffects {

    private final Instant at;
    private final Instant until;
    private final ContractEffects withoutContract;
    private final ContentEffects contents;
    private final boolean named;
    private final Map<Succession, Customers> customers = new LinkedHashMap<>();

    /**
     * Creates a search.
     *
     * @param until effects from this instant on do not count
     * @param named whether the first customers are listed
     */
    LaterEffects(Instant at, Instant until, ContractEffects withoutContract, ContentEffects contents, boolean named) {
        this.at = at;
        this.until = until;
        this.withoutContract = withoutContract;
        this.contents = contents;
        this.named = named;
    }

    /** The effects at the instant, and those that follow. */
    private record Succession(ContractEffects now, List<ContractEffects> later) {}

    /** Customers with the same succession, and the first instant of each of their later effects. */
    private static final class Customers {

        private final FirstCustomers first = new FirstCustomers();
        private final List<Instant> starts;
        private long count;

        Customers(List<Instant> starts) {
            this.starts = new ArrayList<>(starts);
        }

        void add(String customer, List<Instant> begins, boolean named) {
            count++;
            for (int i = 0; i < begins.size(); i++) {
                if (begins.get(i).isBefore(starts.get(i))) {
                    starts.set(i, begins.get(i));
                }
            }
            if (named) {
                first.add(customer);
            }
        }
    }

    /**
     * Adds a customer.
     *
     * @return false if what a version says was not evaluated
     */
    boolean addCustomer(ContractTimeline timeline) {
        ContractEffects now = withoutContract;
        List<ContractEffects> later = new ArrayList<>();
        List<Instant> starts = new ArrayList<>();
        for (Period period : timeline.periods()) {
            Instant start = period.start();
            if (!start.isBefore(until)) {
                break;
            }
            NavigableMap<Instant, ContractEffects> effects = contents.findEffects(period.content());
            if (effects == null) {
                return false;
            }
            if (start.isAfter(at)) {
                later.add(effects.floorEntry(start).getValue());
                starts.add(start);
            } else {
                start = at;
                now = effects.firstEntry().getValue();
            }
            Instant end = period.end() == null || until.isBefore(period.end()) ? until : period.end();
            NavigableMap<Instant, ContractEffects> within = effects.subMap(start, false, end, false);
            later.addAll(within.values());
            starts.addAll(within.keySet());
        }
        customers
                .computeIfAbsent(new Succession(now, later), any -> new Customers(starts))
                .add(timeline.customer(), starts, named);
        return true;
    }

    /** Adds the customers on whom there is an effect on a part of the answers to a counter. */
    void countCustomers(int part, CustomerCounter counter) {
        customers.forEach((succession, same) -> {
            if (!succession.now().part(part).changed()) {
                countLater(succession.later(), same, part, counter);
            }
        });
    }

    private static void countLater(List<ContractEffects> later, Customers same, int part, CustomerCounter counter) {
        AnswerEffect all = AnswerEffect.NONE;
        Instant from = Instant.MAX;
        for (int i = 0; i < later.size(); i++) {
            AnswerEffect effect = later.get(i).part(part);
            all = all.and(effect);
            from = effect.changed() && same.starts.get(i).isBefore(from) ? same.starts.get(i) : from;
        }
        if (all.changed()) {
            counter.addLater(same.count, all, from, same.first.list());
        }
    }
}
