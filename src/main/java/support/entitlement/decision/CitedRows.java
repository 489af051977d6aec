package support.entitlement.decision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Records which of the matching rows made the answer. A row with statements is cited if at least one of them is in the
 * answer; a statement that another row or the caller overrides does not count. A row without statements is cited, too,
 * since it may hide the rows below it.
 *
 * <p>Not thread-safe; it lives for one evaluation.
 */
final class CitedRows {

    private static final int NO_ROW = -1;

    private final List<MatchedRow> rows = new ArrayList<>(8);
    private final BitSet rowsWithStatements = new BitSet();
    private final BitSet citedRowNumbers = new BitSet();
    private final int[] lastRowOf = new int[DecisionPart.values().length];

    /** The parts that occur once in a decision, so that the last row that states one prevails. */
    enum DecisionPart {
        SUPPORT_LEVEL,
        SLA_CATEGORY,
        OVERRULING_CATEGORY,
        DEFINITION,
        NOTICE,
        ENTITLED,
        REASON,
        REASON_TEXT,
        COVERS,
        REFER_TO,
        CHANNELS,
        EXCEPT_CHANNELS,
        GUARANTEE,
        WORDS,
        PRIORITY_FLAG,
        ON_CALL,
        AMOUNT,
        UNIT,
        PER,
        CARRY_OVER,
        LIMIT,
        POOL,
        COUNTS,
        FURTHER,
        FEE
    }

    /** Opens a row: the statements that follow belong to it. */
    void openRow(MatchedRow row) {
        rows.add(row);
    }

    /** Records that the open row makes a statement, and returns its number; below 0 if no row is open. */
    int noteStatement() {
        int row = rows.size() - 1;
        if (row >= 0) {
            rowsWithStatements.set(row);
        }
        return row;
    }

    /** Records that the open row states a part. */
    void noteStatement(DecisionPart part) {
        lastRowOf[part.ordinal()] = noteStatement() + 1;
    }

    /** Returns the number of the last row that stated a part; below 0 if none did. */
    int rowOf(DecisionPart part) {
        return lastRowOf[part.ordinal()] + NO_ROW;
    }

    /** Records that a statement of this row is in the answer. */
    void citeRow(int row) {
        if (row >= 0) {
            citedRowNumbers.set(row);
        }
    }

    /** Records that a part is in the answer. */
    void citeRow(DecisionPart part) {
        citeRow(rowOf(part));
    }

    /** Returns all rows that matched. */
    List<MatchedRow> matchedRows() {
        return rows;
    }

    /** Returns the rows that made the answer, in the order in which they matched. */
    List<MatchedRow> citedRows() {
        List<MatchedRow> cited = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            if (citedRowNumbers.get(row) || !rowsWithStatements.get(row)) {
                cited.add(rows.get(row));
            }
        }
        return List.copyOf(cited);
    }
}
