package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.SearchBudget;
import support.entitlement.contract.group.ContractGroup;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;
import support.entitlement.contract.impact.CustomerImpacts.CountedChange;
import support.entitlement.policy.precedence.PrecedenceBusyException;

/**
 * Counts the customers whose answers change at an instant, and those whose answers change only later, as a contract or a term begins or ends
 * then, before another release takes force. Not thread-safe; an instance serves one search.
 */
final class CustomerImpactSearch {

    private final Instant at;
    private final Instant until;
    private final SearchBudget budget;
    private final GroupReader reader;
    private final ContractEvaluation evaluation;
    private final ContentEffects contents;
    private final List<CustomerCounter> counters;
    private long contracts;
    private long evaluated;
    private final @Nullable String limitOfImpact;
    private @Nullable String limit;

    CustomerImpactSearch(CountedChange change, Instant at, SearchBudget budget, GroupReader reader) {
        this.at = at;
        this.until = change.until() == null ? Instant.MAX : change.until();
        this.budget = budget;
        this.reader = reader;
        this.limitOfImpact = change.impact().limit();
        this.limit = limitOfImpact;
        this.evaluation = new ContractEvaluation(change.before(), change.after(), change.impact(), budget);
        this.contents = new ContentEffects(at, evaluation, reader);
        this.counters = Stream.generate(CustomerCounter::new)
                .limit(evaluation.partOfAll() + 1L)
                .toList();
    }

    /** Counts the customers. */
    CustomerImpact countCustomers() {
        try {
            GroupedContracts grouped = reader.readGroups();
            countNow(grouped);
            readFirstCustomers();
            countLater(grouped);
        } catch (SearchBudget.Exhausted | PrecedenceBusyException | GroupReader.TooSlowException e) {
            limit = describeLimit(String.valueOf(e.getMessage()));
        }
        return toImpact();
    }

    /** Returns a reason for which customers were not counted, behind that for which published answers were not compared. */
    private String describeLimit(String reason) {
        String all = limitOfImpact == null ? reason : limitOfImpact + " " + reason;
        if (contracts == 0) {
            return all;
        }
        return evaluated < contracts
                ? all + " Of " + contracts + " contracts, " + evaluated
                        + " were evaluated, and more may have other answers."
                : all + " More customers may have other answers later.";
    }

    private void countNow(GroupedContracts grouped) {
        contracts = grouped.contracts();
        contents.evaluateGroups(grouped.largest(), (group, effects) -> {
            for (int part = 0; part < counters.size(); part++) {
                counters.get(part).addGroup(group, effects.part(part));
            }
            evaluated += group.customers();
        });
        limit = evaluated == contracts ? limit : describeLimit("They say too many different things.");
    }

    /** Reads the first customers of all answers first, since they have all contents that change. */
    private void readFirstCustomers() {
        for (int part = counters.size() - 1; part >= 0; part--) {
            counters.get(part).readFirst(reader);
        }
    }

    private void countLater(GroupedContracts grouped) {
        List<ContractGroup> upcoming = grouped.largest().stream()
                .filter(group -> group.beginning() > 0)
                .toList();
        Set<UUID> beginning = upcoming.stream()
                .map(ContractGroup::content)
                .filter(contents::changesAny)
                .collect(Collectors.toSet());
        Set<UUID> changing = contents.findChanging();
        long unknown = grouped.beginning()
                - upcoming.stream().mapToLong(ContractGroup::beginning).sum();
        if (!beginning.isEmpty() || !changing.isEmpty()) {
            unknown += countFollowers(beginning, changing);
        }
        if (unknown > 0 && limit == null) {
            limit = "Of the contracts that begin or change later, " + unknown
                    + " were not evaluated: they say too many different things, or were stored meanwhile.";
        }
    }

    /** Counts the customers of some contents, and returns the number of those of whom a content was not evaluated. */
    private long countFollowers(Set<UUID> beginning, Set<UUID> changing) {
        LaterEffects later =
                new LaterEffects(at, until, evaluation.withoutContract(), contents, reader.listsCustomers());
        AtomicLong unknown = new AtomicLong();
        reader.readTimelines(beginning, changing, timeline -> {
            budget.take(1);
            unknown.addAndGet(later.addCustomer(timeline) ? 0 : 1);
        });
        for (int part = 0; part < counters.size(); part++) {
            later.countCustomers(part, counters.get(part));
        }
        return unknown.get();
    }

    private CustomerImpact toImpact() {
        List<CustomerCount> counts =
                counters.stream().map(CustomerCounter::toCount).toList();
        return new CustomerImpact(
                limit,
                at,
                contracts,
                counts.get(evaluation.partOfAll()),
                IntStream.range(0, evaluation.partOfOthers())
                        .mapToObj(counts::get)
                        .toList(),
                counts.get(evaluation.partOfOthers()));
    }
}
