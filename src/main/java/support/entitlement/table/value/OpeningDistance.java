package support.entitlement.table.value;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The position of an attribute among the offsets from the opening that conditions compare it with. It stands in a query in place of
 * the date or the instant that was sent, so that no decision is remembered beyond the opening for which it holds: two are
 * equal if no condition tells them apart. Immutable.
 *
 * @param from the last offset that is not behind the attribute; null if there is none
 * @param exact true if the attribute is at that offset, and false if it is behind it
 * @param value the date or the instant that was sent; an {@link OpeningOffset} of such an attribute in an example
 */
public record OpeningDistance(@Nullable OpeningOffset from, boolean exact, Object value) {

    /**
     * Returns the position of a date or an instant.
     *
     * @param known the offsets that conditions compare it with, in ascending order
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // An offset with a zone gives dates, and one without gives instants.
    public static OpeningDistance of(Comparable<?> sent, Instant opening, List<OpeningOffset> known) {
        int first = 0;
        int end = known.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            int order = ((Comparable) known.get(middle).from(opening)).compareTo(sent);
            if (order == 0) {
                return new OpeningDistance(known.get(middle), true, sent);
            }
            if (order < 0) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        return new OpeningDistance(first == 0 ? null : known.get(first - 1), false, sent);
    }

    /** Returns the order of the attribute and an offset that conditions compare it with. */
    int compareTo(OpeningOffset offset) {
        if (from == null) {
            return -1;
        }
        int order = from.compareTo(offset);
        return order == 0 && !exact ? 1 : order;
    }

    /** Returns the date or the instant that was sent, or one that has such a position for an opening. */
    public Object valueAt(Instant opening) {
        return value instanceof OpeningOffset offset ? offset.from(opening) : value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpeningDistance it && it.exact == exact && Objects.equals(it.from, from);
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, exact);
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
