package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the rows of tables leave without an answer. */
final class GapChecks {

    /** More boxes than these help nobody to see what is left out. */
    private static final int MOST_SHOWN = 10;

    private static final int MOST_FOUND = 1_000;
    private static final long MOST_STEPS = 100_000_000;
    private static final String LEVEL = "supportLevel";
    private static final Set<String> IMPACT = Set.of("productionUse", "workaround");

    private final Space space;
    private final Budget budget;
    private final List<Problem> problems = new ArrayList<>();

    private GapChecks(Space space, Budget budget) {
        this.budget = budget;
        this.space = space;
    }

    /**
     * Whether every plan has a support level, and every impact a category. Several tables that say one may complete each other.
     *
     * @param tables all tables that there are
     * @param space their space
     */
    static List<Problem> ofFirstTables(List<Table> tables, Space space, Budget budget) {
        GapChecks checks = new GapChecks(space, budget);
        List<Table> asked =
                tables.stream().filter(table -> table.fact() == FactType.QUERY).toList();
        checks.everyNameHas(LEVEL, asked, input -> input.name().equals("plan"));
        checks.everyNameHas("slaCategory", asked, input -> IMPACT.contains(input.name()));
        return checks.problems;
    }

    /** Whether every query that there can be has a support level, so that it is never absent. */
    static boolean everyQueryHasALevel(List<Table> tables, Space space, Budget budget) {
        List<Table> saying = tables.stream()
                .filter(table -> table.fact() == FactType.QUERY && table.says(LEVEL))
                .toList();
        Space looked = space.of(saying);
        return sound(saying)
                && uncovered(looked.all(), boxes(saying, LEVEL, looked), 1, budget)
                        .filter(List::isEmpty)
                        .isPresent();
    }

    /** What the tables that say whether somebody is entitled do not cover, each by itself, for information. */
    static List<Problem> ofLastTables(List<SoundRows> tables, Space space, Budget budget) {
        GapChecks checks = new GapChecks(space, budget);
        tables.stream()
                .filter(table -> table.table().says("entitled"))
                .forEach(table -> checks.notCovered(table.table(), table.impossible()));
        return checks.problems;
    }

    private void everyNameHas(String said, List<Table> tables, Predicate<Input> mustHave) {
        List<Table> saying = tables.stream().filter(table -> table.says(said)).toList();
        Space looked = space.of(saying);
        Space named = looked.only(looked.inputs().stream()
                .filter(input -> !input.attribute() && mustHave.test(input))
                .toList());
        if (saying.isEmpty() || named.inputs().isEmpty() || !sound(saying)) {
            return;
        }
        Table first = saying.get(0);
        String what = Input.field(said).words();
        Optional<List<Box>> found = left(named.sent(), boxes(saying, said, named), List.of());
        if (found.isEmpty()) {
            problems.add(budget.open(
                    first.sheet(),
                    "“" + first.name() + "” is too entangled to find out whether each " + what + " is said.",
                    "Say it for one name in one row, without lists that overlap."));
            return;
        }
        List<Box> left = found.get();
        left.stream()
                .limit(MOST_SHOWN)
                .forEach(box -> problems.add(Problem.error(
                        TableProblemCode.GAP,
                        first.sheet(),
                        "",
                        "No row says which " + what + " “" + named.words(box) + "” has.",
                        "Add a row for it, here or in another table.")));
        if (left.isEmpty() && said.equals(LEVEL)) {
            partial(first, what, looked, boxes(saying, said, looked));
        }
    }

    /** A plan that has a level on some conditions only: nobody else with this plan would be entitled to anything. */
    private void partial(Table table, String what, Space looked, List<Box> boxes) {
        leftOrOpen(table, looked.all(), boxes, List.of()).stream()
                .limit(1)
                .forEach(box -> problems.add(Problem.warning(
                        TableProblemCode.PARTIAL_GAP,
                        table.sheet(),
                        "",
                        "No row says which " + what + " “" + looked.words(box) + "” has.",
                        "Add a row for all that the others leave.")));
    }

    private void notCovered(Table table, List<Box> impossible) {
        if (!sound(List.of(table))) {
            return;
        }
        Space looked = space.of(List.of(table));
        List<Box> boxes = boxes(List.of(table), "entitled", looked);
        List<Box> left = leftOrOpen(table, looked.sent(), boxes, impossible);
        left.stream()
                .limit(MOST_SHOWN)
                .forEach(box -> info(table, "“" + table.name() + "” has no row for “" + looked.words(box) + "”."));
        if (left.size() > MOST_SHOWN) {
            info(
                    table,
                    "“" + table.name() + "” has no row for "
                            + (left.size() < MOST_FOUND ? left.size() - MOST_SHOWN + " more" : "many more")
                            + " combinations.");
        }
    }

    private void info(Table table, String message) {
        problems.add(Problem.info(TableProblemCode.NOT_COVERED, table.sheet(), "", message));
    }

    private static boolean sound(List<Table> tables) {
        return tables.stream().flatMap(table -> table.rows().stream()).allMatch(Row::sound);
    }

    /** What the rows that say something match, as far as the inputs of a space tell. */
    private static List<Box> boxes(List<Table> tables, String said, Space space) {
        List<Box> boxes = new ArrayList<>();
        for (Table table : tables) {
            for (Row row : table.rows()) {
                if (table.actions().stream()
                        .anyMatch(column -> column.method().equals(said) && table.value(row, column) != null)) {
                    boxes.add(space.of(table, row));
                }
            }
        }
        return boxes;
    }

    /** The largest boxes that no row meets; where that cannot be found out, which only advises, it says so. */
    private List<Box> leftOrOpen(Table table, Box target, List<Box> boxes, List<Box> impossible) {
        Optional<List<Box>> left = left(target, boxes, impossible);
        if (left.isEmpty()) {
            problems.add(Problem.info(
                    TableProblemCode.NOT_FULLY_CHECKED,
                    table.sheet(),
                    "",
                    "“" + table.name() + "” is too entangled to find all that no row covers."));
        }
        return left.orElse(List.of());
    }

    /** The largest boxes that no row meets; empty if it is too much work to find them. */
    private Optional<List<Box>> left(Box target, List<Box> boxes, List<Box> impossible) {
        List<Box> others = Stream.concat(boxes.stream(), impossible.stream()).toList();
        return uncovered(target, others, MOST_FOUND, budget).map(uncovered -> {
            List<Box> left = new ArrayList<>();
            for (Box box : uncovered) {
                if (left.stream().noneMatch(larger -> larger.contains(box))) {
                    left.add(left.size() > MOST_SHOWN ? box : largest(box, target, boxes));
                }
            }
            return left;
        });
    }

    /** Boxes that no row meets; empty if it is too much work to find them. */
    private static Optional<List<Box>> uncovered(Box target, List<Box> boxes, int most, Budget budget) {
        try {
            return Optional.of(
                    Cover.of(target, boxes, most, budget.part(MOST_STEPS)).uncovered());
        } catch (Budget.Exhausted e) {
            return Optional.empty();
        }
    }

    /** A box that no row meets, made as wide as it can be, one input after the other. */
    private static Box largest(Box box, Box target, List<Box> boxes) {
        Box largest = box;
        for (int input = 0; input < box.sets().size(); input++) {
            int widened = input;
            Box everywhere = largest.with(widened, target.set(widened));
            List<ClassSet> met = boxes.stream()
                    .filter(everywhere::overlaps)
                    .map(row -> row.set(widened))
                    .toList();
            largest = largest.with(widened, target.set(widened).minus(ClassSet.union(met)));
        }
        return largest;
    }
}
