package support.entitlement.text;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes random UUIDs of version 4 that tell answers apart, over all replicas. They are no secrets: who knows some could compute the next
 * ones. Each thread has a generator of its own, so that none waits for another, as they would for the one source of
 * {@link UUID#randomUUID()}. Thread-safe.
 */
public final class RandomIds {

    /** Its state has 384 bits. */
    private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
            RandomGeneratorFactory.of("L128X256MixRandom");

    private static final int BYTES_OF_SEED = 48;

    private static final ThreadLocal<RandomGenerator> GENERATORS =
            ThreadLocal.withInitial(() -> ALGORITHM.create(createSeed()));

    private static final long VERSION = 0x0000_0000_0000_4000L;
    private static final long ALL_BUT_VERSION = 0xffff_ffff_ffff_0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long ALL_BUT_VARIANT = 0x3fff_ffff_ffff_ffffL;

    private RandomIds() {}

    /** Returns a new id. */
    public static String createId() {
        RandomGenerator random = GENERATORS.get();
        long most = random.nextLong() & ALL_BUT_VERSION | VERSION;
        long least = random.nextLong() & ALL_BUT_VARIANT | VARIANT;
        return new UUID(most, least).toString();
    }

    private static byte[] createSeed() {
        byte[] seed = new byte[BYTES_OF_SEED];
        new SecureRandom().nextBytes(seed);
        return seed;
    }
}
