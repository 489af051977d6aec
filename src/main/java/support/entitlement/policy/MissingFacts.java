package support.entitlement.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Reason;
import support.entitlement.decision.MissingFact;
import support.entitlement.decision.MissingFact.FactGroup;
import support.entitlement.decision.Query;
import support.entitlement.table.ActionName;
import support.entitlement.table.CellType;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.space.OrderedClasses;
import support.entitlement.table.value.OpeningOffset;
import support.entitlement.table.value.OpeningRange;
import support.entitlement.table.value.SentCell;

/**
 * Finds the facts that were not sent and would change the promises.
 *
 * <p>It tries them: the query is decided again with every combination of the values that rows mention for the absent
 * facts, and of values between and beyond the numbers that they mention. Rows that the sent facts rule out are ignored.
 * If there are more than {@value #MAX_TRIALS} combinations, or they would match very many rows, it reports every absent
 * fact that a remaining row has a condition on, whether it would make a difference or not.
 */
final class MissingFacts {

    static final int MAX_TRIALS = 1_000;

    /** Bounds the time of a query, however many rows it matches. */
    private static final long MAX_ROWS_TRIED = 25_000;

    private static final int ROWS_PASSED = 20;
    private static final long TOO_MANY = Integer.MAX_VALUE;

    private final List<RowDemands> rows = new ArrayList<>();
    private final Function<Query, Decision> decide;
    private final Vocabulary vocabulary;

    /** The rows that give a support level. */
    private final List<RowDemands> levels = new ArrayList<>();

    /**
     * Creates a search in these tables.
     *
     * @param decide decides a query without the search for missing facts
     */
    MissingFacts(List<Table> tables, Vocabulary vocabulary, Function<Query, Decision> decide) {
        this.decide = decide;
        this.vocabulary = vocabulary;
        boolean overruled = tables.stream().anyMatch(Table::overrulesSent);
        for (Table table : tables) {
            for (Row tableRow : table.rows()) {
                RowDemands row = RowDemands.of(table, tableRow, overruled);
                if (!row.facts().isEmpty()) {
                    rows.add(row);
                    if (table.hasAction(ActionName.SUPPORT_LEVEL)) {
                        levels.add(row);
                    }
                }
            }
        }
    }

    /** Returns the decision with the facts that would change it. */
    Decision withMissingFacts(Decision decision) {
        Map<Input, FactValues> absent = new LinkedHashMap<>();
        boolean levelIsSettled =
                levels.stream().noneMatch(row -> row.lacksAFactOf(decision.query()) && row.isPossible(decision, true));
        for (RowDemands row : rows) {
            if (row.lacksAFactOf(decision.query()) && row.isPossible(decision, levelIsSettled)) {
                row.demands().stream()
                        .filter(demand ->
                                demand.isOnOptionalFact() && RowDemands.isWanted(demand.fact(), decision.query()))
                        .forEach(demand -> absent.computeIfAbsent(demand.fact(), fact -> new FactValues())
                                .addDemand(demand));
            }
        }
        if (absent.isEmpty()) {
            return decision;
        }
        Map<Input, List<@Nullable Object>> choices = new LinkedHashMap<>();
        absent.forEach((fact, values) -> choices.put(fact, values.valuesToTry(knownNames(fact))));
        long trials = choices.values().stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, TOO_MANY));
        return trials > MAX_TRIALS || trials * trialCost(decision) > MAX_ROWS_TRIED
                ? decision.withMissing(
                        choices.keySet().stream()
                                .map(MissingFacts::toMissingFact)
                                .toList(),
                        decision.reason())
                : tryAll(decision, choices);
    }

    /** Returns the cost of a trial in rows: those that match, and a fraction of all others. */
    private long trialCost(Decision decision) {
        return 1 + decision.because().size() + rows.size() / ROWS_PASSED;
    }

    private Decision tryAll(Decision decision, Map<Input, List<@Nullable Object>> absent) {
        List<Decision> trials = List.of(decision);
        for (Map.Entry<Input, List<@Nullable Object>> fact : absent.entrySet()) {
            trials = trials.stream()
                    .flatMap(trial -> fact.getValue().stream()
                            .map(value -> value == null
                                    ? trial
                                    : decide.apply(fact.getKey().sentIn(trial.query(), value))))
                    .toList();
        }
        List<MissingFact> missing = new ArrayList<>();
        int stride = trials.size();
        for (Map.Entry<Input, List<@Nullable Object>> fact : absent.entrySet()) {
            int choices = fact.getValue().size();
            stride /= choices;
            if (makesDifference(trials, stride, choices)) {
                missing.add(toMissingFact(fact.getKey()));
            }
        }
        boolean decides = !decision.entitled() && trials.stream().anyMatch(Decision::entitled);
        return decision.withMissing(missing, decides ? Reason.MISSING_FACTS : decision.reason());
    }

    /** Returns the names that a fact can have; for an attribute only the empty one, which stands for all that no row names. */
    private List<String> knownNames(Input fact) {
        return fact.attribute() ? List.of("") : vocabulary.namesOf(fact.name()).all();
    }

    private static MissingFact toMissingFact(Input fact) {
        if (fact.attribute()) {
            return new MissingFact(FactGroup.ATTRIBUTE, fact.name());
        }
        return fact.isField(FactField.CHANNEL) ? MissingFact.CHANNEL : new MissingFact(FactGroup.IMPACT, fact.name());
    }

    /** Returns true if two trials that differ in one fact only, sent or not, promise different things. */
    private static boolean makesDifference(List<Decision> trials, int stride, int choices) {
        for (int i = 0; i < trials.size(); i++) {
            int choice = i / stride % choices;
            if (choice > 0 && !trials.get(i).promisesTheSameAs(trials.get(i - choice * stride))) {
                return true;
            }
        }
        return false;
    }

    /** The values of a fact that rows distinguish. */
    private static final class FactValues {

        private final Set<Object> values = new LinkedHashSet<>();
        private final TreeSet<BigDecimal> bounds = new TreeSet<>();
        private final Set<LocalDate> dates = new HashSet<>();
        private final Set<Instant> instants = new HashSet<>();
        private final Set<OpeningOffset> offsets = new HashSet<>();
        private boolean otherText;

        void addDemand(RowDemands.FactDemand demand) {
            if (demand.condition().type() == CellType.FLAG) {
                values.addAll(List.of(true, false));
            } else if (demand.cell() instanceof SentCell.Otherwise other) {
                otherText |= demand.condition().type() == CellType.TEXT;
                other.named().forEach(this::addValue);
            } else if (demand.cell() instanceof List<?> list) {
                list.forEach(this::addValue);
            } else if (!(demand.cell() instanceof SentCell)) {
                addValue(demand.cell());
            }
        }

        private void addValue(Object value) {
            if (value instanceof BigDecimal number) {
                bounds.add(number);
            } else if (value instanceof LocalDate date) {
                dates.add(date);
            } else if (value instanceof Instant instant) {
                instants.add(instant);
            } else if (value instanceof OpeningRange range) {
                range.bounds().forEach(offsets::add);
            } else {
                values.add(value);
            }
        }

        /**
         * Returns null, for a fact that stays absent, and each value; for numbers, dates and instants also a value
         * between each two and beyond each end; and a name that no row names, if one asks for that.
         */
        List<@Nullable Object> valuesToTry(List<String> names) {
            List<@Nullable Object> all = new ArrayList<>();
            all.add(null);
            all.addAll(values);
            if (otherText) {
                names.stream().filter(name -> !values.contains(name)).limit(1).forEach(all::add);
            }
            if (!dates.isEmpty()) {
                all.addAll(OrderedClasses.ofDates(dates).examples());
            }
            if (!instants.isEmpty()) {
                all.addAll(OrderedClasses.ofInstants(instants).examples());
            }
            if (!offsets.isEmpty()) {
                all.addAll(OrderedClasses.ofOffsets(offsets).examples());
            }
            if (!bounds.isEmpty()) {
                all.add(bounds.first().subtract(BigDecimal.ONE));
            }
            for (BigDecimal bound : bounds) {
                BigDecimal next = bounds.higher(bound);
                all.add(bound);
                all.add(
                        next == null
                                ? bound.add(BigDecimal.ONE)
                                : bound.add(next).divide(BigDecimal.valueOf(2)));
            }
            return all;
        }
    }
}
