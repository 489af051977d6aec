package support.entitlement.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import support.entitlement.text.NormalForm;

/**
 * Whether tables agree on names: each that one table mentions is declared by another, everywhere in the same spelling, and
 * no two are so alike that one of them must be a slip.
 */
final class NameChecks {

    private static final int SHORTEST_TO_COMPARE = 5;
    private static final int SLIP = 2;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final List<Problem> problems = new ArrayList<>();
    private final List<Mention> mentions;

    private NameChecks(List<Mention> mentions) {
        this.mentions = mentions;
    }

    /** A name in a cell. */
    private record Mention(String kind, String name, Place place, boolean declared) {}

    /** Checks tables, which must be all that there are. */
    static List<Problem> check(List<Table> tables) {
        NameChecks checks = new NameChecks(Stream.of(names(tables), attributes(tables), attributeValues(tables))
                .flatMap(mentions -> mentions)
                .toList());
        Map<String, List<Mention>> kinds = new LinkedHashMap<>();
        checks.mentions.forEach(mention ->
                kinds.computeIfAbsent(mention.kind(), kind -> new ArrayList<>()).add(mention));
        kinds.values().forEach(checks::sameSpelling);
        Arrays.stream(NameKind.values())
                .forEach(kind -> checks.declared(kind, kinds.getOrDefault(kind.words(), List.of())));
        checks.nearDuplicates();
        return checks.problems;
    }

    private static Stream<Mention> names(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.columns().stream()
                        .flatMap(column -> Arrays.stream(NameKind.values())
                                .filter(kind -> kind.standsIn(column))
                                .flatMap(kind ->
                                        mentions(kind.words(), table, column, kind.declaredBy(table, column)))));
    }

    /** The names of attributes, which stand in headers; a problem with one is shown at the topmost cell below it. */
    private static Stream<Mention> attributes(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.conditions().stream()
                        .filter(Column.Condition::attribute)
                        .map(column -> new Mention(
                                "attribute",
                                Input.of(column).name(),
                                table.rows().isEmpty()
                                        ? table.sheet()
                                        : table.place(table.rows().get(0), column),
                                false)));
    }

    private static Stream<Mention> attributeValues(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.conditions().stream()
                        .filter(Column.Condition::attribute)
                        .flatMap(column ->
                                mentions("value of " + Input.of(column).words(), table, column, true)));
    }

    private static Stream<Mention> mentions(String kind, Table table, Column column, boolean declared) {
        return table.rows().stream()
                .flatMap(row -> table.words(row, column)
                        .map(name -> new Mention(kind, name, table.place(row, column), declared)));
    }

    /** Rows match names letter by letter, so that one in another spelling would match nothing. */
    private void sameSpelling(List<Mention> ofKind) {
        Map<String, Mention> first = new HashMap<>();
        ofKind.stream()
                .sorted((one, other) -> Boolean.compare(other.declared(), one.declared()))
                .forEach(mention -> {
                    Mention other = first.putIfAbsent(NormalForm.key(mention.name()), mention);
                    if (other != null && !other.name().equals(mention.name())) {
                        problems.add(Problem.error(
                                "other-spelling",
                                mention.place(),
                                mention.name(),
                                "The same " + mention.kind() + " is spelled “" + other.name() + "” in " + other.place()
                                        + ".",
                                "Write “" + other.name() + "” here too."));
                    }
                });
    }

    private void declared(NameKind kind, List<Mention> ofKind) {
        Names declared = new Names(
                ofKind.stream().filter(Mention::declared).map(Mention::name).toList());
        if (declared.all().isEmpty()) {
            return;
        }
        ofKind.stream()
                .filter(mention -> declared.find(mention.name()).isEmpty())
                .forEach(mention -> problems.add(Problem.error(
                        "unknown-name",
                        mention.place(),
                        mention.name(),
                        "No table says what this " + kind.words() + " is.",
                        declared.nearest(mention.name())
                                .map(nearest -> "The nearest that is known is “" + nearest
                                        + "”; a new one needs a row of its own.")
                                .orElse("A new one needs a row of its own."))));
    }

    /** Compares names of all sorts, since a plan is often called like the level that it gives. */
    private void nearDuplicates() {
        Map<String, Mention> names = new LinkedHashMap<>();
        mentions.stream()
                .filter(Mention::declared)
                .filter(mention -> mention.name().length() >= SHORTEST_TO_COMPARE)
                .forEach(mention -> names.merge(mention.name(), mention, (one, other) -> one));
        List<Mention> all = List.copyOf(names.values());
        for (int i = 0; i < all.size(); i++) {
            Mention one = all.get(i);
            Optional<Mention> twin = all.subList(0, i).stream()
                    .filter(other -> alike(one, other))
                    .findFirst();
            twin.ifPresent(other -> problems.add(Problem.warning(
                    "near-duplicate",
                    one.place(),
                    one.name(),
                    "This is almost “" + other.name() + "” of " + other.place() + ", but not quite.",
                    "If both mean the same, spell them the same.")));
        }
    }

    private static boolean alike(Mention one, Mention other) {
        String name = NormalForm.key(one.name());
        String otherName = NormalForm.key(other.name());
        boolean numbered = DIGITS.matcher(name)
                .replaceAll("0")
                .equals(DIGITS.matcher(otherName).replaceAll("0"));
        return !name.equals(otherName) && !numbered && Names.distance(name, otherName) <= SLIP;
    }
}
