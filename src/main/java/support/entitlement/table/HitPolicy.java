package support.entitlement.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import support.entitlement.text.NormalForm;

/** How many rows of a table count for one query, in the words of DMN. */
public enum HitPolicy {
    /** At most one row matches: rows that overlap are a mistake. The default. */
    UNIQUE,
    /** Of the rows that match, the topmost counts. */
    FIRST,
    /** All rows that match count: they add up, and must not contradict each other. */
    COLLECT;

    /** The hit policy of this name, in any case. */
    static Optional<HitPolicy> findByName(String name) {
        return Arrays.stream(values())
                .filter(policy -> NormalForm.areSame(policy.toString(), name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
