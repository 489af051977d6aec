package support.entitlement.table.problem;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The results of pure functions in one check of tables, found by their inputs. The next check of similar tables takes those whose
 * inputs are the same objects, so that its work depends on what changed. An input that is made anew for each check is first replaced
 * by the equal object of the check before: {@link #unify}.
 *
 * <p>A memory holds what its own check used and nothing older, so that it is as large as the tables. Thread-safe.
 */
public final class CheckMemory {

    private static final Object CLEAN = new Object();

    private final Map<Key, Object> before;
    private final Map<Key, Object> results = new ConcurrentHashMap<>();

    private CheckMemory(Map<Key, Object> before) {
        this.before = before;
    }

    /** Returns the memory for a check with nothing before it. */
    public static CheckMemory create() {
        return new CheckMemory(Map.of());
    }

    /** Returns the memory for a check that may use the results of another check. */
    public static CheckMemory after(@Nullable CheckMemory other) {
        return other == null ? create() : new CheckMemory(other.results);
    }

    /** Returns the memory of a finished check, which holds no results of the check before. */
    public CheckMemory finish() {
        CheckMemory finished = create();
        finished.results.putAll(results);
        return finished;
    }

    /** A function with its inputs, which are compared as objects. */
    private record Key(String function, List<?> inputs) {

        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Key key) || !function.equals(key.function) || inputs.size() != key.inputs.size()) {
                return false;
            }
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i) != key.inputs.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = function.hashCode();
            for (Object input : inputs) {
                hash = 31 * hash + System.identityHashCode(input);
            }
            return hash;
        }
    }

    /**
     * Returns the result of a function.
     *
     * @param function the name of the function
     * @param inputs all that the result depends on; none of it changes
     * @param compute computes the result if it is not known
     */
    public <T> T recall(String function, List<?> inputs, Supplier<T> compute) {
        Key key = new Key(function, inputs);
        Object known = find(key);
        Object result = known == null ? compute.get() : known;
        results.put(key, result);
        @SuppressWarnings("unchecked") // A function has results of one type.
        T typed = (T) result;
        return typed;
    }

    /**
     * Returns the object of the check before, if it equals this one.
     *
     * @param role the role of the object in a check
     */
    public <T> T unify(String role, T object) {
        Key key = new Key(role, List.of());
        Object known = before.get(key);
        @SuppressWarnings("unchecked") // Objects of one role have one type.
        T unified = object.equals(known) ? (T) known : object;
        results.put(key, unified);
        return unified;
    }

    /** Returns true if a check is known to find nothing in these inputs. */
    public boolean isClean(String check, List<?> inputs) {
        Key key = new Key(check, inputs);
        boolean known = find(key) != null;
        if (known) {
            results.put(key, CLEAN);
        }
        return known;
    }

    /** Records that a check finds nothing in these inputs, neither problems nor that it could not be finished. */
    public void markClean(String check, List<?> inputs) {
        results.put(new Key(check, inputs), CLEAN);
    }

    private @Nullable Object find(Key key) {
        Object known = results.get(key);
        return known == null ? before.get(key) : known;
    }
}
