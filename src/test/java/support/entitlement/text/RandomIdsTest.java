package support.entitlement.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {

    private static final int THREADS = 8;
    private static final int IDS_OF_A_THREAD = 20_000;

    @Test
    void allThreadsMakeDifferentRandomIdsOfVersionFour() throws InterruptedException {
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        Thread[] threads = IntStream.range(0, THREADS)
                .mapToObj(i -> new Thread(() -> IntStream.range(0, IDS_OF_A_THREAD)
                        .forEach(j -> ids.add(UUID.fromString(RandomIds.createId())))))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ids).hasSize(THREADS * IDS_OF_A_THREAD).allMatch(id -> id.version() == 4 && id.variant() == 2);
    }
}
