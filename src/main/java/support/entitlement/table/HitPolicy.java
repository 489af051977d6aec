package support.entitlement.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import support.entitlement.text.NormalForm;

/** The number of rows of a table that count for one query, in the terms of DMN. */
public enum HitPolicy {
    /** At most one row matches: rows that overlap are an error. The default. */
    UNIQUE,
    /** Of the rows that match, only the topmost counts. */
    FIRST,
    /** All rows that match count: their statements are combined, and must not contradict each other. */
    COLLECT;

    /** Returns the hit policy of this name, in any case. */
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
