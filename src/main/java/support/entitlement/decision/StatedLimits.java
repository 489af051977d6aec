package support.entitlement.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.CitedRows.DecisionPart;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.text.NormalForm;

/**
 * The limits of an allowance that rows state. A row that names its limit describes it alone, and limits of different names coexist;
 * all other rows describe one limit together. Not thread-safe.
 */
final class StatedLimits {

    private static final List<DecisionPart> PARTS = List.of(
            DecisionPart.AMOUNT,
            DecisionPart.UNIT,
            DecisionPart.PER,
            DecisionPart.CARRY_OVER,
            DecisionPart.LIMIT,
            DecisionPart.POOL,
            DecisionPart.COUNTS,
            DecisionPart.FURTHER,
            DecisionPart.FEE);

    private final AllowanceCells unnamed = new AllowanceCells();
    private Map<String, NamedLimit> named = Map.of();
    private @Nullable AllowanceCells row;

    /** A limit, and the number of the row that describes it. */
    private record NamedLimit(AllowanceCells cells, int row) {}

    /** The cells of the open row. */
    AllowanceCells openCells() {
        if (row == null) {
            row = new AllowanceCells();
        }
        return row;
    }

    /** Ends the open row. */
    void closeRow(CitedRows sources) {
        if (row == null) {
            return;
        }
        if (row.limitName == null) {
            unnamed.takeOver(row, sources);
        } else {
            if (named.isEmpty()) {
                named = new LinkedHashMap<>();
            }
            named.put(NormalForm.key(row.limitName), new NamedLimit(row, sources.noteStatement()));
        }
        row = null;
    }

    /** Returns true if the amount of some limit is stated. */
    boolean areStated() {
        return unnamed.amount != null || named.values().stream().anyMatch(limit -> limit.cells().amount != null);
    }

    /** Returns true if a row states the amount of some limit. */
    boolean areStatedIn(int number, CitedRows sources) {
        return unnamed.amount != null && sources.rowOf(DecisionPart.AMOUNT) == number
                || named.values().stream().anyMatch(limit -> limit.cells().amount != null && limit.row() == number);
    }

    /** Records that all limits are in the answer. */
    void citeRows(CitedRows sources) {
        if (unnamed.amount != null) {
            PARTS.forEach(sources::citeRow);
        }
        named.values().stream()
                .filter(limit -> limit.cells().amount != null)
                .forEach(limit -> sources.citeRow(limit.row()));
    }

    /** Returns the allowance with all its limits, as the facts of a query make them; null if there is none. */
    @Nullable
    Allowance toAllowance(Query query) {
        if (!areStated()) {
            return null;
        }
        List<Allowance> all = new ArrayList<>();
        addLimit(all, unnamed.toAllowance(query));
        named.values().forEach(limit -> addLimit(all, limit.cells().toAllowance(query)));
        return all.get(0).withLimits(all.subList(1, all.size()));
    }

    private static void addLimit(List<Allowance> limits, @Nullable Allowance limit) {
        if (limit != null) {
            limits.add(limit);
        }
    }

    /** The cells that describe one limit of an allowance: those of one row, or of several. Not thread-safe. */
    static final class AllowanceCells {

        @Nullable
        Number amount;

        @Nullable
        String unit;

        @Nullable
        Per per;

        @Nullable
        CarryOver carryOver;

        @Nullable
        Limit limit;

        @Nullable
        String limitName;

        @Nullable
        String pool;

        @Nullable
        CountingByChannel counting;

        @Nullable
        FurtherAmount further;

        @Nullable
        Fee fee;

        /** Takes over what a row states, and notes in which row each part was stated last. */
        void takeOver(AllowanceCells row, CitedRows sources) {
            if (row.amount != null) {
                amount = row.amount;
                sources.noteStatement(DecisionPart.AMOUNT);
            }
            if (row.unit != null) {
                unit = row.unit;
                sources.noteStatement(DecisionPart.UNIT);
            }
            if (row.per != null) {
                per = row.per;
                sources.noteStatement(DecisionPart.PER);
            }
            if (row.carryOver != null) {
                carryOver = row.carryOver;
                sources.noteStatement(DecisionPart.CARRY_OVER);
            }
            if (row.limit != null) {
                limit = row.limit;
                sources.noteStatement(DecisionPart.LIMIT);
            }
            takeOverRules(row, sources);
        }

        private void takeOverRules(AllowanceCells row, CitedRows sources) {
            if (row.pool != null) {
                pool = row.pool;
                sources.noteStatement(DecisionPart.POOL);
            }
            if (row.counting != null) {
                counting = row.counting;
                sources.noteStatement(DecisionPart.COUNTS);
            }
            if (row.further != null) {
                further = row.further;
                sources.noteStatement(DecisionPart.FURTHER);
            }
            if (row.fee != null) {
                fee = row.fee;
                sources.noteStatement(DecisionPart.FEE);
            }
        }

        /** Returns the limit, with what the facts of a query add to its amount; null if no amount is stated. */
        @Nullable
        Allowance toAllowance(Query query) {
            if (amount == null) {
                return null;
            }
            Number whole = further == null
                    ? amount
                    : further.addTo(new BigDecimal(amount.toString()), query.number(further.fact()));
            return new Allowance(
                    whole,
                    unit,
                    per,
                    carryOver == null ? CarryOver.NONE : carryOver,
                    limit == null ? Limit.HARD : limit,
                    new AllowanceRules(limitName, pool, counting, further, fee),
                    List.of());
        }
    }
}
