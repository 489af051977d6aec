package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Queries that nobody can ask although each of their facts by itself is known: a plan together with a support level that no row
 * gives to it, an impact together with a category that no row makes of it, and an impact together with a category of an agent.
 */
final class Impossible {

    private static final int MOST = 1_000;
    private static final long MOST_STEPS = 10_000_000;
    private static final String LEVEL = "supportLevel";
    private static final String CATEGORY = "slaCategory";

    private final List<Table> tables;
    private final Space space;
    private final Budget budget;
    private final List<Box> boxes = new ArrayList<>();

    private Impossible(List<Table> tables, Space space, Budget budget) {
        this.budget = budget;
        this.tables = tables;
        this.space = space;
    }

    /**
     * Boxes of a space in which there is no query. Where it would be too much work to find them all, some are left out.
     *
     * @param tables all tables that there are
     * @param fact what the space is about
     */
    static List<Box> in(Space space, FactType fact, List<Table> tables, Budget budget) {
        Impossible impossible = new Impossible(tables, space, budget.part(MOST_STEPS));
        List<Box> impacts = impossible.impacts();
        try {
            if (fact == FactType.QUERY) {
                impossible.forEach(
                        CATEGORY,
                        category -> impacts.stream()
                                .map(impact -> impact.with(
                                        category, space.domain(category).sent()))
                                .forEach(impossible.boxes::add));
            } else if (fact == FactType.COVERAGE) {
                impossible.derived(LEVEL, List.of(space.all()));
                impossible.derived(CATEGORY, impacts);
            }
        } catch (Budget.Exhausted e) {
            return impossible.boxes;
        }
        return impossible.boxes;
    }

    private interface WithInput {
        void accept(int input);
    }

    private void forEach(String field, WithInput action) {
        int input = space.inputs().indexOf(Input.field(field));
        if (input >= 0) {
            action.accept(input);
        }
    }

    /** The queries in which some impact is sent. */
    private List<Box> impacts() {
        List<Box> impacts = new ArrayList<>();
        Stream.of("productionUse", "workaround")
                .forEach(field -> forEach(
                        field,
                        input -> impacts.add(
                                space.all().with(input, space.domain(input).sent()))));
        return impacts;
    }

    /**
     * What rows of the first tables do not say of a query that they alone decide.
     *
     * @param field the field that holds what they say
     * @param decided the queries that they alone decide
     */
    private void derived(String field, List<Box> decided) {
        List<Table> saying = tables.stream()
                .filter(table -> table.fact() == FactType.QUERY && table.says(field))
                .toList();
        boolean sound = saying.stream().flatMap(table -> table.rows().stream()).allMatch(Row::sound);
        if (sound) {
            forEach(field, input -> derived(field, input, saying, decided));
        }
    }

    private void derived(String field, int input, List<Table> saying, List<Box> decided) {
        Domain domain = space.domain(input);
        Space others = space.only(space.inputs().stream()
                .filter(each -> !each.equals(space.inputs().get(input)))
                .toList());
        List<Said> said =
                saying.stream().flatMap(table -> said(table, field, others)).toList();
        said.stream()
                .filter(Said::exact)
                .map(each -> whole(each.box(), input, domain.absent()))
                .filter(box -> !box.isEmpty())
                .forEach(boxes::add);
        domain.sent().classes().forEach(number -> {
            List<Box> giving = said.stream()
                    .filter(each -> each.value().equals(domain.example(number)))
                    .map(Said::box)
                    .toList();
            for (Box target : decided) {
                Cover.of(without(target, input), giving, MOST, budget).uncovered().stream()
                        .map(box -> whole(box, input, ClassSet.range(number, number)))
                        .forEach(boxes::add);
            }
        });
    }

    /**
     * What a row says.
     *
     * @param box the queries that it matches, as far as the other inputs of the space tell
     * @param exact whether they tell all, so that it says so for each of these queries
     */
    private record Said(Object value, Box box, boolean exact) {}

    private static Stream<Said> said(Table table, String field, Space others) {
        return table.actions().stream()
                .filter(column -> column.method().equals(field))
                .flatMap(column -> table.rows().stream()
                        .filter(row -> table.value(row, column) != null)
                        .map(row -> new Said(
                                Objects.requireNonNull(table.value(row, column)),
                                others.of(table, row),
                                tells(others, table, row))));
    }

    private static boolean tells(Space others, Table table, Row row) {
        return table.hitPolicy() != HitPolicy.FIRST
                && table.conditions().stream()
                        .filter(column -> table.value(row, column) != null)
                        .allMatch(column -> others.inputs().contains(Input.of(column)));
    }

    private static Box without(Box box, int input) {
        return new Box(IntStream.range(0, box.sets().size())
                .filter(each -> each != input)
                .mapToObj(box::set)
                .toList());
    }

    private static Box whole(Box box, int input, ClassSet set) {
        List<ClassSet> sets = new ArrayList<>(box.sets());
        sets.add(input, set);
        return new Box(sets);
    }
}
