package support.entitlement.scenario;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Verdict;
import support.entitlement.table.CellList;
import support.entitlement.table.CellType;
import support.entitlement.text.NormalForm;

/** Writes parts of an answer as text, in the form of the cells that expect them. */
final class PartText {

    /** The text by which analysts expect an absent part. */
    static final String NONE = "none";

    private PartText() {}

    static String normalizeFlag(String cell) {
        return NormalForm.areSame(cell, NONE) ? NONE : yesOrNo((Boolean) CellType.FLAG.parse(cell));
    }

    static String convertAfterColon(String cell, UnaryOperator<String> value) {
        if (NormalForm.areSame(cell, NONE)) {
            return NONE;
        }
        return CellList.splitAll(cell).stream()
                .map(part -> {
                    int colon = part.indexOf(": ");
                    if (colon < 1) {
                        throw new IllegalArgumentException("no colon");
                    }
                    return part.substring(0, colon).strip() + ": "
                            + value.apply(part.substring(colon + 1).strip());
                })
                .collect(Collectors.joining(", "));
    }

    static String normalizeVerdict(String cell) {
        return NormalForm.areSame(cell, NONE) ? NONE : String.valueOf(CellType.VERDICT.parse(cell));
    }

    static Verdict verdict(Decision decision) {
        return decision.entitledStated() ? Verdict.ofFlag(decision.entitled()) : Verdict.NOT_STATED;
    }

    static String yesOrNo(boolean flag) {
        return flag ? "yes" : "no";
    }

    static String textOrNone(@Nullable Object value) {
        return value == null ? NONE : value.toString();
    }

    static String joinOrNone(List<String> parts) {
        return parts.isEmpty() ? NONE : CellList.joinParts(parts);
    }
}
