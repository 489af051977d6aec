package support.entitlement.change.impact;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.space.QueryBox;

/**
 * Queries whose published answers change in the same way from one version of the tables to the next. No row of either version tells the
 * queries of one box apart, but terms of contracts may. Immutable and thread-safe.
 */
public final class QuerySet {

    private final SearchedFacts facts;
    private final List<QueryBox> boxes;

    /**
     * A query to two versions of the tables.
     *
     * @param before the query in the spelling of the older version
     * @param after the query in the spelling of the newer version
     */
    public record ComparedQuery(Query before, Query after) {}

    /**
     * Names that divide queries further than the tables do, because terms of contracts hold for them only. They may be in any spelling.
     *
     * @param issueTypes the issue types
     * @param slaCategories the SLA categories
     * @param channels the channels
     */
    public record DividingNames(Set<String> issueTypes, Set<String> slaCategories, Set<String> channels) {

        /** Copies the sets. */
        public DividingNames {
            issueTypes = Set.copyOf(issueTypes);
            slaCategories = Set.copyOf(slaCategories);
            channels = Set.copyOf(channels);
        }
    }

    /**
     * The facts of the queries of one search.
     *
     * @param firstStage the facts that the first tables compare, in groups
     * @param laterInputs the indexes of the other facts
     * @param before the names of the older version
     * @param after the names of the newer version
     */
    record SearchedFacts(
            CommonQuerySpace space,
            List<FirstStageGroups> firstStage,
            int[] laterInputs,
            Vocabulary before,
            Vocabulary after) {}

    /**
     * Creates a set.
     *
     * @param boxes sets of groups of each part of the first stage, then of classes of each later input
     */
    QuerySet(SearchedFacts facts, List<QueryBox> boxes) {
        this.facts = facts;
        this.boxes = List.copyOf(boxes);
    }

    /**
     * Finds every query whose published answer stays the same. Takes longer than the search for those that change, since no row is
     * left out.
     *
     * @throws SearchBudget.Exhausted if the budget does not suffice
     */
    public static QuerySet ofUnchangedAnswers(Policy before, Policy after, SearchBudget budget) {
        return ImpactSearch.ofAllQueries(before, after, budget).findUnchanged();
    }

    /**
     * Returns one query of each kind that neither a row nor one of these names tells apart; none if a version does not know the plan.
     *
     * @param plan the plan of the queries, in any spelling
     */
    public Stream<ComparedQuery> sampleQueries(String plan, DividingNames names) {
        return new QuerySampler(facts, plan, names).sampleBoxes(boxes);
    }
}
