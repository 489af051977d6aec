package support.entitlement.scenario;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Decision;
import support.entitlement.table.CellType;
import support.entitlement.table.value.CellList;

/** Writes an allowance as text, and reads the cells that expect one. */
final class AllowanceText {

    /** The text between two limits of an allowance. */
    private static final String AND = " and ";

    private static final Pattern LIMIT = Pattern.compile("(\\S+)( .*?)?(?: (?:per|an?) (.+))?");

    private AllowanceText() {}

    /** Writes an allowance; several limits are joined by “and”. */
    static String inWords(Decision.Allowance allowance) {
        return allowance.allLimits().stream()
                .map(limit -> limit.amountInWords()
                        + (limit.unit() == null ? "" : " " + limit.unit())
                        + (limit.per() == null ? "" : " per " + limit.per()))
                .collect(Collectors.joining(AND));
    }

    /** Returns the allowance that a cell expects, in its normal form; a text of another form stays as it is. */
    static String normalizeCell(String cell) {
        return Stream.of(cell.strip().split(AND))
                .map(AllowanceText::normalizeLimit)
                .collect(Collectors.joining(AND));
    }

    private static String normalizeLimit(String cell) {
        Matcher words = LIMIT.matcher(cell.strip());
        return words.matches() && CellType.AMOUNT.canParse(words.group(1))
                ? Amounts.inWords((BigDecimal) CellType.AMOUNT.parse(words.group(1)))
                        + (words.group(2) == null ? "" : words.group(2))
                        + period(words.group(3))
                : CellList.joinParts(CellList.splitAll(cell));
    }

    private static String period(@Nullable String words) {
        return words == null ? "" : " per " + (CellType.PER.canParse(words) ? CellType.PER.parse(words) : words);
    }
}
