package support.entitlement.contract.impact;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import support.entitlement.change.impact.QuerySet;
import support.entitlement.change.impact.QuerySet.ComparedQuery;
import support.entitlement.change.impact.QuerySet.DividingNames;
import support.entitlement.change.impact.SearchBudget;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;

/**
 * The published answers to the queries of one set, before and after a change. Many queries have one answer, and terms are applied to it
 * once. Not thread-safe; for one search.
 */
final class PublishedAnswers {

    private final QuerySet queries;
    private final Policy before;
    private final Policy after;
    private final SearchBudget budget;
    private final Map<PlanQueries, Set<AnswerPair>> known = new HashMap<>();

    PublishedAnswers(QuerySet queries, Policy before, Policy after, SearchBudget budget) {
        this.queries = queries;
        this.before = before;
        this.after = after;
        this.budget = budget;
    }

    private record PlanQueries(String plan, DividingNames names) {}

    /** The answers to one query, with only those of its facts that terms look at, and without the rows that made the answers. */
    record AnswerPair(Decision before, Decision after) {}

    /**
     * Returns the different answers to queries of a plan that terms with these names tell apart.
     *
     * @throws SearchBudget.Exhausted if the budget does not suffice
     */
    Set<AnswerPair> findAnswers(SignedTerms signed) {
        return known.computeIfAbsent(new PlanQueries(signed.plan(), signed.dividingNames()), this::evaluateQueries);
    }

    private Set<AnswerPair> evaluateQueries(PlanQueries asked) {
        Set<AnswerPair> answers = new LinkedHashSet<>();
        queries.sampleQueries(asked.plan(), asked.names()).forEach(query -> answers.add(evaluateQuery(query)));
        return answers;
    }

    private AnswerPair evaluateQuery(ComparedQuery query) {
        budget.takeEvaluation();
        return new AnswerPair(
                withoutReasons(before.decideUncached(query.before())),
                withoutReasons(after.decideUncached(query.after())));
    }

    private static Decision withoutReasons(Decision decision) {
        Query query = decision.query();
        return decision.withoutRows(new Query(null, query.issueType(), null, null, null, query.channel(), Map.of()));
    }
}
