package support.entitlement.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.util.ReflectionTestUtils;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.FactType;
import support.entitlement.table.Vocabulary;

class EngineTest {

    private static final long SEED = 20_240_229;
    private static final int THREADS = 8;

    private EditedTables tables;

    @BeforeEach
    void tablesWithAnAttributeAndARowForEverybody(@TempDir Path directory) {
        tables = EditedTables.in(directory)
                .addTable(
                        "seats.csv",
                        "Query",
                        "attribute[\"seats\"] >= $param",
                        "entitlement.term(\"size\", \"$param\")",
                        List.of(List.of("100", "company"), List.of("10", "team"), List.of("", "any")))
                .hitPolicy("seats.csv", "first");
    }

    @Test
    void aReusedSessionAnswersAsAFreshPolicyDoes() {
        Policy reused = tables.compile();
        for (Query query : randomQueries(reused, 12)) {
            randomQueries(reused, 20).forEach(reused::decideUncached);

            assertThat(reused.decideUncached(query)).isEqualTo(tables.compile().decideUncached(query));
        }
    }

    @Test
    void theOrderOfQueriesChangesNoAnswer() {
        Policy policy = tables.compile();
        List<Query> queries = randomQueries(policy, 500);
        Map<Query, Decision> answers = answers(policy, queries);
        Collections.shuffle(queries, new Random(SEED));

        assertThat(queries)
                .allSatisfy(query -> assertThat(policy.decideUncached(query)).isEqualTo(answers.get(query)));
    }

    @Test
    void manyThreadsGetTheAnswersThatOneGets() throws Exception {
        Policy policy = tables.compile();
        List<Query> queries = randomQueries(policy, 400);
        Map<Query, Decision> answers = answers(policy, queries);
        List<Callable<Map<Query, Decision>>> callers = Collections.nCopies(THREADS, queries).stream()
                .<Callable<Map<Query, Decision>>>map(all -> () -> answers(policy, shuffled(all)))
                .toList();

        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Map<Query, Decision>> answered : threads.invokeAll(callers)) {
                assertThat(answered.get()).isEqualTo(answers);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPolicyThatNobodyHoldsIsGarbageWithItsRules() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        List<WeakReference<Object>> references = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            references.addAll(useAndDrop(tables.compile(), collected));
        }

        assertThat(collectedOf(references, collected)).isEqualTo(references.size());
    }

    /** Uses a policy in a method of its own, so that no local variable keeps it reachable. */
    private static List<WeakReference<Object>> useAndDrop(Policy policy, ReferenceQueue<Object> queue) {
        randomQueries(policy, 10).forEach(policy::decide);
        InternalKnowledgeBase rules = rulesOf(policy);
        return List.of(new WeakReference<>(policy, queue), new WeakReference<>(rules, queue));
    }

    private static InternalKnowledgeBase rulesOf(Policy policy) {
        CompiledRules first = policy.engine().parts().get(FactType.QUERY).get(0).rules();
        return (InternalKnowledgeBase) ReflectionTestUtils.getField(first, "base");
    }

    /**
     * Returns the number of collected references. Drools' own threads may hold rules for a moment, so the collection is
     * repeated.
     */
    private static int collectedOf(List<WeakReference<Object>> references, ReferenceQueue<Object> queue)
            throws InterruptedException {
        int collected = 0;
        for (int attempt = 0; attempt < 60 && collected < references.size(); attempt++) {
            System.gc();
            collected += queue.remove(500) == null ? 0 : 1;
            while (queue.poll() != null) {
                collected++;
            }
        }
        return collected;
    }

    private static Map<Query, Decision> answers(Policy policy, List<Query> queries) {
        Map<Query, Decision> answers = new HashMap<>();
        queries.forEach(query -> answers.put(query, policy.decideUncached(query)));
        return answers;
    }

    private static List<Query> shuffled(List<Query> queries) {
        List<Query> shuffled = new ArrayList<>(queries);
        Collections.shuffle(shuffled);
        return shuffled;
    }

    private static List<Query> randomQueries(Policy policy, int count) {
        Random random = new Random(SEED);
        Vocabulary known = policy.vocabulary();
        return new ArrayList<>(
                Stream.generate(() -> randomQuery(random, known)).limit(count).toList());
    }

    private static Query randomQuery(Random random, Vocabulary known) {
        boolean classified = random.nextInt(3) == 0;
        return new Query(
                oneOrNone(random, known.plans().all()),
                oneOrNone(random, known.issueTypes().all()),
                classified ? null : oneOrNone(random, known.productionUses().all()),
                classified ? null : oneOrNone(random, List.of(true, false)),
                classified ? oneOrNone(random, known.slaCategories().all()) : null,
                oneOrNone(random, known.channels().all()),
                random.nextBoolean() ? Map.of() : Map.of("seats", random.nextInt(200)));
    }

    private static <T> @Nullable T oneOrNone(Random random, List<T> values) {
        return random.nextInt(6) == 0 ? null : values.get(random.nextInt(values.size()));
    }
}
