package support.entitlement.scenario;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.Within;
import support.entitlement.sla.MilestoneStatus.MilestoneState;
import support.entitlement.table.CellType;
import support.entitlement.table.value.CellList;
import support.entitlement.text.InstantText;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/**
 * Writes parts of an answer as text, in the form of the cells that expect them, and compares such texts. An absent part
 * is the text {@link #NONE}. Thread-safe.
 */
final class PartText {

    /** The text by which analysts expect an absent part. */
    static final String NONE = "none";

    private PartText() {}

    static String normalizeFlag(String cell) {
        return NormalForm.areSame(cell, NONE) ? NONE : yesOrNo((Boolean) CellType.FLAG.parse(cell));
    }

    static String normalizeList(String cell) {
        return CellList.joinParts(CellList.splitAll(cell));
    }

    static String normalizeTime(String time) {
        return Within.parse(time).inDays().toString();
    }

    /** Returns an instant in the normal form, which is in UTC. */
    static String normalizeInstant(String instant) {
        return InstantText.parse(instant).toInstant().toString();
    }

    static String normalizeStrength(String strength) {
        return Strength.parse(strength).toString();
    }

    static String normalizeState(String state) {
        return MilestoneState.parse(state).toString();
    }

    /** Returns a stretch, which is two instants with a slash between them, in the normal form. */
    static String normalizeStretch(String stretch) {
        String[] ends = stretch.split("/", 2);
        return normalizeInstant(ends[0].strip()) + "/" + normalizeInstant(ends[1].strip());
    }

    static String normalizeVerdict(String cell) {
        return NormalForm.areSame(cell, NONE) ? NONE : String.valueOf(CellType.VERDICT.parse(cell));
    }

    static Verdict verdict(Decision decision) {
        return decision.entitledStated() ? Verdict.ofFlag(decision.entitled()) : Verdict.NOT_STATED;
    }

    static String slaCategory(Decision decision) {
        return decision.slaCategory() == null ? NONE : decision.slaCategory().id();
    }

    /** Writes the names of the channels, best first. */
    static String channels(Decision decision) {
        return joinOrNone(
                decision.channels().stream().map(Decision.OfferedChannel::name).toList());
    }

    /** Writes the kind of the guarantee; a guarantee that is only a wording has none. */
    static String guarantee(Decision decision) {
        return decision.guarantee() == null
                ? NONE
                : textOrNone(decision.guarantee().kind());
    }

    static String onCall(Decision decision) {
        return decision.onCall() == null ? NONE : decision.onCall().coverage();
    }

    static String allowance(Decision decision) {
        return decision.allowance() == null ? NONE : AllowanceText.inWords(decision.allowance());
    }

    /** Writes the value of a term, whose name may be written in another case. */
    static String term(Decision decision, String name) {
        Map<String, String> terms = decision.terms();
        return textOrNone(
                new Names(terms.keySet()).findSpelling(name).map(terms::get).orElse(null));
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

    /** Returns true if two lists have the same parts in the same order, without regard to case. */
    static boolean haveSamePartsInOrder(String expected, String actual) {
        return comparableParts(expected).toList().equals(comparableParts(actual).toList());
    }

    /** Returns true if two lists have the same parts in any order, without regard to case. */
    static boolean haveSameParts(String expected, String actual) {
        return comparableParts(expected)
                .sorted()
                .toList()
                .equals(comparableParts(actual).sorted().toList());
    }

    private static Stream<String> comparableParts(String text) {
        return CellList.splitAll(text).stream().map(NormalForm::key);
    }
}
