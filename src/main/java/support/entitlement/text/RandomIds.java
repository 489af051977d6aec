package support.entitlement.text;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes random UUIDs of version 4 that tell answers apart, over all replicas. They are no secrets: who knows some could compute the next
 * ones. No thread waits for another, as all do for the one source of {@link UUID#randomUUID()}. Thread-safe.
 */
public final class RandomIds {

    private static final SecureRandom SECURE = new SecureRandom();
    private static final long FIRST_SEED = SECURE.nextLong();
    private static final long SECOND_SEED = SECURE.nextLong();
    private static final AtomicLong COUNT = new AtomicLong();

    private static final long VERSION = 0x0000_0000_0000_4000L;
    private static final long ALL_BUT_VERSION = 0xffff_ffff_ffff_0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long ALL_BUT_VARIANT = 0x3fff_ffff_ffff_ffffL;

    private RandomIds() {}

    /** Returns a new id. Each half is mixed from the count and a seed of its own, which is another one in each replica. */
    public static String createId() {
        long count = COUNT.getAndIncrement();
        long most = new SplittableRandom(FIRST_SEED + count).nextLong() & ALL_BUT_VERSION | VERSION;
        long least = new SplittableRandom(SECOND_SEED + count).nextLong() & ALL_BUT_VARIANT | VARIANT;
        return new UUID(most, least).toString();
    }
}
