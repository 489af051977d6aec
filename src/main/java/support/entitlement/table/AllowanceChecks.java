package support.entitlement.table;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what customers use of an allowance can be counted: by issue type alone, in a unit, over a period. One that cannot is
 * shown in answers, and nobody can book use of it.
 */
final class AllowanceChecks {

    private static final String COUNTED = "What customers use is counted by plan and issue type alone. ";
    private static final long MAX_STEPS = 20_000_000;

    /** The facts that are known wherever use is counted. */
    private static final Set<Input> KNOWN =
            Set.of(Input.field("plan"), Input.field("issueType"), Input.field("supportLevel"));

    private static final Input CATEGORY = Input.field("slaCategory");
    private static final Input LEVEL = Input.field("supportLevel");

    private final Space space;
    private final RowIndex entitling;
    private final RowIndex withUnit;
    private final RowIndex withPeriod;
    private final Set<Object> categoriesOfNoFact = new LinkedHashSet<>();
    private final Set<Object> levelsOfNoFact = new LinkedHashSet<>();
    private final Map<Object, Place> levelsOfFacts = new LinkedHashMap<>();

    private AllowanceChecks(List<Table> tables, Space space, RowIndex entitling, Budget whole) {
        Budget budget = whole.part(MAX_STEPS);
        this.space = space;
        this.entitling = entitling;
        this.withUnit = new RowIndex(space, tables, AnswerChecks.saying("unit"), budget);
        this.withPeriod = new RowIndex(space, tables, AnswerChecks.saying("per"), budget);
        tables.stream().filter(table -> table.fact() == FactType.QUERY).forEach(this::read);
    }

    /**
     * Checks tables, which must be all that queries meet.
     *
     * @param entitling the rows that entitle
     */
    static List<Problem> check(List<Table> tables, Space space, RowIndex entitling, Budget budget) {
        AllowanceChecks checks = new AllowanceChecks(tables, space, entitling, budget);
        return tables.stream()
                .filter(table -> table.says("amount") && table.fact() != FactType.CHANNEL)
                .flatMap(table -> checks.check(table).stream())
                .toList();
    }

    /** Notes which levels and categories a row of the first tables gives, and whether it needs a fact that is not counted by. */
    private void read(Table table) {
        for (Row row : table.rows()) {
            Optional<Column.Condition> fact = needed(table, row);
            AnswerChecks.cells(table, row, "slaCategory")
                    .filter(column -> fact.isEmpty())
                    .forEach(column -> categoriesOfNoFact.add(value(table, row, column)));
            AnswerChecks.cells(table, row, "supportLevel").forEach(column -> {
                Object level = value(table, row, column);
                fact.ifPresentOrElse(
                        needed -> levelsOfFacts.putIfAbsent(level, table.place(row, needed)),
                        () -> levelsOfNoFact.add(level));
            });
        }
    }

    private static Object value(Table table, Row row, Column.Action column) {
        return Optional.ofNullable(table.value(row, column)).orElseThrow();
    }

    private List<Problem> check(Table table) {
        Findings findings = new Findings(table);
        try {
            for (Row row : table.rows()) {
                AnswerChecks.cells(table, row, "amount")
                        .filter(column -> row.sound())
                        .findFirst()
                        .ifPresent(amount -> check(table, row, amount, findings));
            }
        } catch (Budget.Exhausted e) {
            findings.leaveOpen();
        }
        return findings.all();
    }

    private void check(Table table, Row row, Column.Action amount, Findings findings) {
        Column.Condition fact = needed(table, row).orElse(null);
        if (fact != null) {
            findings.add(uncountable(
                    table, row, fact, "This allowance depends on “" + fact.title() + "”.", "Leave this blank"));
            return;
        }
        lacking(table, row, withUnit, withPeriod)
                .ifPresent(what -> findings.add(uncountable(
                        table,
                        row,
                        amount,
                        "This allowance has no " + what + ".",
                        "Say what it is counted in, and per what")));
        levelOfAFact(table, row).ifPresent(findings::add);
        entitledByAFact(table, row)
                .ifPresent(place -> findings.add(uncountable(
                        table,
                        row,
                        amount,
                        "Nobody is entitled to this allowance but by " + place + ", which asks for another fact.",
                        "Add a row that entitles without it")));
    }

    private static Optional<String> lacking(Table table, Row row, RowIndex withUnit, RowIndex withPeriod) {
        boolean unit = withUnit.isMet(table, row);
        boolean period = withPeriod.isMet(table, row);
        return unit && period
                ? Optional.empty()
                : Optional.of(unit ? "period" : period ? "unit" : "unit and no period");
    }

    /** A level that the row asks for and that plans have on some condition only. */
    private Optional<Problem> levelOfAFact(Table table, Row row) {
        for (Column.Condition column : table.conditions()) {
            if (Input.of(column).equals(LEVEL) && table.value(row, column) != null) {
                Optional<String> level = table.words(row, column)
                        .filter(name -> !levelsOfNoFact.contains(name) && levelsOfFacts.containsKey(name))
                        .findFirst();
                if (level.isPresent()) {
                    return level.map(name -> uncountable(
                            table,
                            row,
                            column,
                            "Only " + levelsOfFacts.get(name) + " gives “" + name + "”, and asks for another fact.",
                            "Give the level without it"));
                }
            }
        }
        return Optional.empty();
    }

    /** The condition of a row that entitles to the allowance, where no other row entitles without one. */
    private Optional<Place> entitledByAFact(Table table, Row row) {
        List<RowIndex.Entry> meeting = entitling.meeting(table, row).toList();
        List<RowIndex.Entry> counted = meeting.stream()
                .filter(entry -> needed(entry.table(), entry.row()).isEmpty())
                .toList();
        Box mine = onlyKnown(space.of(table, row));
        return meeting.stream()
                .filter(entry -> needed(entry.table(), entry.row()).isPresent())
                .filter(entry -> counted.stream()
                        .noneMatch(other -> onlyKnown(other.box())
                                .overlaps(onlyKnown(entry.box()).and(mine))))
                .findFirst()
                .flatMap(entry -> needed(entry.table(), entry.row())
                        .map(column -> entry.table().place(entry.row(), column)));
    }

    private Box onlyKnown(Box box) {
        Box known = space.all();
        for (int input = 0; input < space.inputs().size(); input++) {
            if (KNOWN.contains(space.inputs().get(input))) {
                known = known.with(input, box.set(input));
            }
        }
        return known;
    }

    /** The first condition of a row that does not hold while only plan and issue type are known. */
    private Optional<Column.Condition> needed(Table table, Row row) {
        return table.conditions().stream()
                .filter(column -> !KNOWN.contains(Input.of(column)))
                .filter(column -> !mayHold(table, column, table.value(row, column)))
                .findFirst();
    }

    private boolean mayHold(Table table, Column.Condition column, @Nullable Object cell) {
        return cell == null
                || column.holds(null, cell)
                || table.fact() == FactType.COVERAGE
                        && Input.of(column).equals(CATEGORY)
                        && categoriesOfNoFact.stream().anyMatch(category -> column.holds(category, cell));
    }

    private static Problem uncountable(Table table, Row row, Column column, String why, String remedy) {
        return AnswerChecks.warning(
                TableProblemCode.UNCOUNTABLE_ALLOWANCE,
                table,
                row,
                column,
                COUNTED + why + " Answers show it, and use of it cannot be booked.",
                remedy + ", if use is to be counted.");
    }
}
