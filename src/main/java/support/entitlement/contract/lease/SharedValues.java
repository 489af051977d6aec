package support.entitlement.contract.lease;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Values of which one object stands for all equal ones, so that contracts that say the same take little memory. Values that do not fit are
 * not shared. What is shared stays until all is forgotten. Thread-safe.
 */
public final class SharedValues {

    private final Map<Object, Object> values = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long maxBytes;

    /** Creates an empty set of values that take at most about this many bytes. */
    public SharedValues(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Returns the object that stands for a value, which may be the value itself.
     *
     * @param size how many bytes the value takes
     */
    @SuppressWarnings("unchecked") // Equal values can be exchanged.
    public <T> T share(T value, int size) {
        Object known = values.get(value);
        if (known != null) {
            return (T) known;
        }
        if (bytes.get() + size <= maxBytes) {
            known = values.putIfAbsent(value, value);
            bytes.addAndGet(known == null ? size : 0);
        }
        return known == null ? value : (T) known;
    }

    /** Returns true if this object stands for all that are equal to it. */
    public boolean isShared(Object value) {
        return values.get(value) == value;
    }

    /** Returns about how many bytes the values take. */
    public long bytes() {
        return bytes.get();
    }

    /** Forgets all values. */
    public synchronized void clear() {
        values.clear();
        bytes.set(0);
    }
}
