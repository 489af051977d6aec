package support.entitlement.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.decision.Query;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Sends a sample of queries to a new policy before it is in force: every plan with every issue type, without a category
 * and with every SLA category. It shows that the policy answers, and triggers the work that Drools does at first use.
 * It takes at most a tenth of a second, because a change waits for it.
 */
public final class SmokeTest {

    private static final Logger LOG = LoggerFactory.getLogger(SmokeTest.class);
    private static final int MAX_QUERIES = 100;
    private static final Duration MAX_DURATION = Duration.ofMillis(100);

    private SmokeTest() {}

    /** Returns the problem that prevents the policy from answering, if there is one. */
    public static List<Problem> findProblems(Policy policy) {
        long start = System.nanoTime();
        for (Query query : sampleQueries(policy.vocabulary())) {
            try {
                policy.decide(query);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                LOG.error("A new policy does not answer {}", query, e);
                return List.of(noAnswer(query));
            }
            if (System.nanoTime() - start > MAX_DURATION.toNanos()) {
                break;
            }
        }
        return List.of();
    }

    /** Returns a random sample, which is equal each time. */
    static List<Query> sampleQueries(Vocabulary known) {
        List<String> plans = known.plans().all();
        List<String> types = known.issueTypes().all();
        List<@Nullable String> categories =
                new ArrayList<>(known.slaCategories().all());
        categories.add(null);
        long all = (long) plans.size() * types.size() * categories.size();
        LongStream chosen = all <= MAX_QUERIES ? LongStream.range(0, all) : new Random(all).longs(MAX_QUERIES, 0, all);
        return chosen.mapToObj(number -> {
                    long rest = number / plans.size();
                    return createQuery(
                            plans.get((int) (number % plans.size())),
                            types.get((int) (rest % types.size())),
                            categories.get((int) (rest / types.size())));
                })
                .toList();
    }

    private static Query createQuery(String plan, String issueType, @Nullable String slaCategory) {
        return new Query(plan, issueType, null, null, slaCategory, null, Map.of());
    }

    private static Problem noAnswer(Query query) {
        return Problem.error(
                TableProblemCode.NO_ANSWER,
                Place.ofFile("rules"),
                "",
                "The tables fail to answer for plan “" + query.plan() + "” and issue type “" + query.issueType() + "”.",
                "Look at the last change to the rows that apply to them.");
    }
}
