package support.entitlement.decision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Keeps which of the rows that matched made the answer. A row that says something is cited if some of that is in the answer: what
 * another row or the caller overrules is not. A row that says nothing is cited, too, since it may hide those below it.
 *
 * <p>Not thread-safe; it lives for one evaluation.
 */
final class CitedRows {

    private static final int NOBODY = -1;

    private final List<MatchedRow> rows = new ArrayList<>(8);
    private final BitSet speaking = new BitSet();
    private final BitSet counting = new BitSet();
    private final int[] lastToSay = new int[DecisionPart.values().length];

    /** The parts that a decision has once, so that the last row that states one prevails. */
    enum DecisionPart {
        SUPPORT_LEVEL,
        SLA_CATEGORY,
        DEFINITION,
        NOTICE,
        ENTITLED,
        COVERS,
        REFER_TO,
        CHANNELS,
        GUARANTEE,
        WORDS,
        PRIORITY_FLAG,
        ON_CALL,
        AMOUNT,
        UNIT,
        PER,
        CARRY_OVER,
        LIMIT
    }

    /** Opens a row: what is said from now on, it says. */
    void openRow(MatchedRow row) {
        rows.add(row);
    }

    /** Notes that the open row says something, and returns its number; below 0 if no row is open. */
    int noteStatement() {
        int row = rows.size() - 1;
        if (row >= 0) {
            speaking.set(row);
        }
        return row;
    }

    /** Notes that the open row says a part. */
    void noteStatement(DecisionPart part) {
        lastToSay[part.ordinal()] = noteStatement() + 1;
    }

    /** The number of the row that said a part last; below 0 if none did. */
    int rowOf(DecisionPart part) {
        return lastToSay[part.ordinal()] + NOBODY;
    }

    /** Notes that what a row said is in the answer. */
    void citeRow(int row) {
        if (row >= 0) {
            counting.set(row);
        }
    }

    /** Notes that a part is in the answer. */
    void citeRow(DecisionPart part) {
        citeRow(rowOf(part));
    }

    /** All rows that matched. */
    List<MatchedRow> matchedRows() {
        return rows;
    }

    /** The rows that made the answer, in the order in which they matched. */
    List<MatchedRow> citedRows() {
        List<MatchedRow> cited = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            if (counting.get(row) || !speaking.get(row)) {
                cited.add(rows.get(row));
            }
        }
        return List.copyOf(cited);
    }
}
