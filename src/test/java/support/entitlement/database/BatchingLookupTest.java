package support.entitlement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import support.entitlement.Waiting;

/**
 * Callers that arrive during a query are answered together by one later query, which sees the data of the time of their
 * calls.
 */
class BatchingLookupTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Collection<String>> asked = new CopyOnWriteArrayList<>();
    private final Semaphore mayAnswer = new Semaphore(0);

    @AfterEach
    void end() {
        mayAnswer.release(1_000);
        threads.shutdownNow();
    }

    private BatchingLookup<String, Integer> lengths() {
        return new BatchingLookup<>(keys -> {
            asked.add(keys);
            mayAnswer.acquireUninterruptibly();
            if (keys.contains("bad")) {
                throw new IllegalStateException("the source fails");
            }
            return keys.stream()
                    .filter(key -> !key.isEmpty())
                    .distinct()
                    .collect(Collectors.toMap(Function.identity(), String::length));
        });
    }

    @Test
    void whoComesWhileAnotherReadsIsReadForTogether() throws Exception {
        BatchingLookup<String, Integer> reads = lengths();
        List<Future<Optional<Integer>>> all = new ArrayList<>();
        for (String key : List.of("a", "bb", "ccc", "", "dddd", "ccc")) {
            all.add(threads.submit(() -> reads.findValue(key)));
            int sofar = all.size();
            await().until(() -> asked.size() == 1 && reads.countWaiting() == sofar - 1);
        }

        mayAnswer.release(2);

        List<Optional<Integer>> answers = new ArrayList<>();
        for (Future<Optional<Integer>> each : all) {
            answers.add(Waiting.get(each));
        }
        assertThat(answers)
                .containsExactly(
                        Optional.of(1),
                        Optional.of(2),
                        Optional.of(3),
                        Optional.empty(),
                        Optional.of(4),
                        Optional.of(3));
        assertThat(asked).containsExactly(List.of("a"), List.of("bb", "ccc", "", "dddd", "ccc"));
    }

    @Test
    void aFailureIsThatOfAllForWhomItWasReadAndOfNobodyElse() throws Exception {
        BatchingLookup<String, Integer> reads = lengths();
        List<CompletableFuture<Optional<Integer>>> all = new ArrayList<>();
        for (String key : List.of("a", "bad", "ccc")) {
            all.add(CompletableFuture.supplyAsync(() -> reads.findValue(key), threads));
            int sofar = all.size();
            await().until(() -> asked.size() + reads.countWaiting() == sofar);
        }

        mayAnswer.release(2);

        assertThat(Waiting.get(all.get(0))).contains(1);
        assertThatThrownBy(() -> Waiting.get(all.get(1))).hasMessageContaining("the source fails");
        assertThatThrownBy(() -> Waiting.get(all.get(2))).hasMessageContaining("the source fails");
        mayAnswer.release(1);
        assertThat(reads.findValue("e")).contains(1);
    }

    @Test
    void aReadThatHangsHoldsUpNobodyElseForLong() throws Exception {
        BatchingLookup<String, Integer> reads = new BatchingLookup<>(keys -> {
            asked.add(keys);
            if (keys.contains("hangs")) {
                mayAnswer.acquireUninterruptibly();
            }
            return keys.stream().distinct().collect(Collectors.toMap(Function.identity(), String::length));
        });
        Future<Optional<Integer>> hangs = threads.submit(() -> reads.findValue("hangs"));
        await().until(() -> asked.size() == 1);

        assertThat(Waiting.get(threads.submit(() -> reads.findValue("waits")))).contains(5);
        for (int i = 0; i < 100; i++) {
            assertThat(Waiting.get(threads.submit(() -> reads.findValue("later"))))
                    .as("nobody waits for a reader that was given up")
                    .contains(5);
        }
        mayAnswer.release();
        assertThat(Waiting.get(hangs)).contains(5);
        assertThat(reads.findValue("after")).contains(5);
    }

    @Test
    void manyWhoAskAtOnceAllSeeWhatTheyHaveWrittenBefore() throws Exception {
        Map<String, Integer> there = new ConcurrentHashMap<>();
        BatchingLookup<String, Integer> reads = new BatchingLookup<>(keys -> {
            Map<String, Integer> found = new ConcurrentHashMap<>();
            keys.forEach(key -> Optional.ofNullable(there.get(key)).ifPresent(value -> found.put(key, value)));
            return found;
        });
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String key = "key " + i % 8;
            all.add(threads.submit(() -> {
                boolean seen = true;
                for (int n = 0; n < 5_000; n++) {
                    int written = there.merge(key, 1, Integer::sum);
                    seen &= reads.findValue(key).orElse(0) >= written;
                }
                return seen;
            }));
        }
        for (Future<Boolean> each : all) {
            assertThat(Waiting.get(each)).isTrue();
        }
    }
}
