package support.entitlement.table.name;

import java.util.Comparator;
import java.util.List;

/**
 * The weight of a spelling: the number of sheets and of cells that use it. Of two spellings of one name the lighter one
 * is the typing error.
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
