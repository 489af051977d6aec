package support.entitlement.table.name;

import java.util.Comparator;
import java.util.List;

/**
 * How much speaks for a spelling: in how many sheets it stands, and in how many cells. Of two spellings of one name the one with less
 * is the slip.
 */
record NameWeight(long sheets, long cells) implements Comparable<NameWeight> {

    static NameWeight of(List<NameMention> mentions) {
        return new NameWeight(
                mentions.stream().map(NameMention::sheetPlace).distinct().count(),
                mentions.stream().map(NameMention::place).distinct().count());
    }

    @Override
    public int compareTo(NameWeight other) {
        return Comparator.comparingLong(NameWeight::sheets)
                .thenComparingLong(NameWeight::cells)
                .compare(this, other);
    }
}
