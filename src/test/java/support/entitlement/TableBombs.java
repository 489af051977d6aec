package support.entitlement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Small files that are made to cost a check far more time or memory than normal tables. Each is placed beside the
 * shipped tables.
 */
public final class TableBombs {

    private static final String TERM = "entitlement.term(\"bomb\", \"$param\")";

    private TableBombs() {}

    /**
     * A file.
     *
     * @param name its name among the tables
     * @param text its content
     */
    public record Bomb(String name, String text) {

        private static Bomb of(String text) {
            return new Bomb("bomb.csv", text);
        }
    }

    /** Returns all of them, by descriptions. */
    public static Map<String, Bomb> all() {
        Map<String, Bomb> bombs = new LinkedHashMap<>();
        bombs.put("four lists of 30 values", Bomb.of(lists(1, 4, 30)));
        bombs.put("four lists of 1,500 values", Bomb.of(lists(1, 4, 1_500)));
        bombs.put("400 rows with lists of 2,000 values", Bomb.of(lists(400, 1, 2_000)));
        bombs.put("names that are almost alike", Bomb.of(oneCondition("a == $", 4_000, TableBombs::alike)));
        bombs.put(
                "names of 9,900 letters",
                Bomb.of(oneCondition("a == $", 200, row -> "x".repeat(9_900) + row % 7 + alike(row))));
        bombs.put("unknown names of 9,600 letters", Bomb.of(unknownLevels(300)));
        bombs.put("unknown names that nearly are known", Bomb.of(unknownLevels(12_000)));
        bombs.put("notes that code is looked for in", Bomb.of(notes()));
        bombs.put("2,000 tables", Bomb.of(tables(2_000)));
        bombs.put("200 tables that look at the same", Bomb.of(tables(190)));
        bombs.put("90 facts in 1,000 rows", Bomb.of(facts(90, 1_000)));
        bombs.put("240,000 wrong cells", Bomb.of(wrongCells()));
        bombs.put("rows that overlap at random", Bomb.of(random()));
        bombs.put("rows that all match", Bomb.of(oneCondition("a >= #", 4_000, row -> "" + row)));
        bombs.put("levels that are asked for by !=", Bomb.of(levels()));
        bombs.put("5,000 calendars", Bomb.of(calendars()));
        bombs.put("20,000 scenarios", new Bomb("scenarios/bomb.csv", scenarios()));
        bombs.put(
                "runs of marks above a letter",
                Bomb.of(oneCondition("a == $", 100, row -> row + "\u0301\u0316".repeat(4_900))));
        bombs.put("rules that join claims on different parts", new Bomb("contract-precedence.drl", joins("")));
        bombs.put(
                "rules that join many claims on one part",
                new Bomb("contract-precedence.drl", joins("part == a.part")));
        bombs.put("a hundred rules that always fire", new Bomb("contract-precedence.drl", rules(100)));
        bombs.put("comments that do not end", new Bomb("contract-precedence.drl", "/*/ ".repeat(1_000_000)));
        return bombs;
    }

    private static String table(String name, List<String> conditions, List<String> rows, String... above) {
        String keywords = "CONDITION,".repeat(conditions.size()) + "ACTION";
        String templates = conditions.stream()
                .map(condition -> condition.replaceFirst("^(\\w+) ", "attribute[\"$1\"] "))
                .map(condition -> condition
                        .replace("#", "$param")
                        .replace("(@)", "($param)")
                        .replaceFirst("\\$$", "\"\\$param\""))
                .map(TableBombs::quoted)
                .collect(Collectors.joining(","));
        String titles = IntStream.range(0, conditions.size())
                .mapToObj(column -> "Column " + column)
                .collect(Collectors.joining(","));
        return String.join("\n", above) + "RuleTable " + name + "\n" + keywords + "\nQuery\n" + templates + ","
                + quoted(TERM) + "\n" + titles + ",Term\n" + String.join("\n", rows) + "\n";
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static String file(String policy, String table) {
        return "RuleSet,any\nHit policy," + policy + "\n" + table;
    }

    private static String lists(int rows, int columns, int values) {
        return file(
                "collect",
                table(
                        "Bomb",
                        IntStream.range(0, columns)
                                .mapToObj(column -> "a" + column + " in (@)")
                                .toList(),
                        IntStream.range(0, rows)
                                .mapToObj(row -> IntStream.range(0, columns)
                                                .mapToObj(column -> quoted(IntStream.range(0, values)
                                                        .mapToObj(value -> "v" + Integer.toString(row * 7 + value, 36))
                                                        .collect(Collectors.joining(","))))
                                                .collect(Collectors.joining(","))
                                        + ",said " + row)
                                .toList()));
    }

    private static String oneCondition(String condition, int rows, IntFunction<String> cell) {
        return file(
                "collect",
                table(
                        "Bomb",
                        List.of(condition),
                        IntStream.range(0, rows)
                                .mapToObj(row -> cell.apply(row) + ",same")
                                .toList()));
    }

    private static String alike(int number) {
        return new Random(number)
                .ints(14, 'a', 'e')
                .mapToObj(letter -> "" + (char) letter)
                .collect(Collectors.joining());
    }

    private static String unknownLevels(int rows) {
        String letters = rows < 1_000 ? "Enterprise Premiun ".repeat(500) : "Enterprise Premiun ";
        return "RuleSet,any\nHit policy,collect\nRuleTable Bomb\nCONDITION,ACTION\nCoverage\n"
                + "\"supportLevel == \"\"$param\"\"\"," + quoted(TERM) + "\nLevel,Term\n"
                + IntStream.range(0, rows)
                        .mapToObj(row -> letters + alike(row).substring(0, 4) + ",x\n")
                        .collect(Collectors.joining());
    }

    private static String notes() {
        List<String> texts = List.of(
                "declare " + "a.".repeat(4_900),
                "function f(".repeat(900),
                "import a.".repeat(1_100),
                "new A".repeat(1_900),
                "rule when ".repeat(990));
        return "RuleSet,any\nHit policy,collect\nRuleTable Bomb\nCONDITION,ACTION,METADATA\nQuery\n"
                + "\"attribute[\"\"a\"\"] == \"\"$param\"\"\"," + quoted(TERM) + ",\nA,Term,Notes\n"
                + IntStream.range(0, 700)
                        .mapToObj(row -> "a" + row + ",x," + texts.get(row % texts.size()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String tables(int tables) {
        return "RuleSet,any\n"
                + IntStream.range(0, tables)
                        .mapToObj(table -> "Hit policy,collect\n"
                                + table(
                                        "Bomb " + table,
                                        List.of("a == $", "b == $"),
                                        List.of("x" + table + ",,y", ",z" + table + ",y")))
                        .collect(Collectors.joining("\n"));
    }

    private static String facts(int facts, int rows) {
        Random random = new Random(1);
        return file(
                "first",
                table(
                        "Bomb",
                        IntStream.range(0, facts)
                                .mapToObj(fact -> "a" + fact + " == $")
                                .toList(),
                        IntStream.range(0, rows)
                                .mapToObj(row -> IntStream.range(0, facts)
                                                .mapToObj(fact -> random.nextInt(4) == 0 ? "v" + random.nextInt(3) : "")
                                                .collect(Collectors.joining(","))
                                        + ",said " + row)
                                .toList()));
    }

    private static String wrongCells() {
        return file(
                "collect",
                table(
                        "Bomb",
                        IntStream.range(0, 40)
                                .mapToObj(column -> "a" + column + " > #")
                                .toList(),
                        IntStream.range(0, 6_000)
                                .mapToObj(row -> "x,".repeat(40) + "y")
                                .toList()));
    }

    private static String random() {
        Random random = new Random(2);
        return file(
                "unique",
                table(
                        "Bomb",
                        List.of("a > #", "b < #", "c in (@)", "d != $", "e != $", "f in (@)"),
                        IntStream.range(0, 1_200)
                                .mapToObj(row -> random.nextInt(100) + "," + random.nextInt(100) + ","
                                        + list(random) + ",d" + random.nextInt(30) + ",e" + random.nextInt(30) + ","
                                        + list(random) + ",said " + row)
                                .toList()));
    }

    private static String list(Random random) {
        return quoted(
                random.ints(40, 0, 60).mapToObj(value -> "v" + value).distinct().collect(Collectors.joining(",")));
    }

    private static String levels() {
        return "RuleSet,any\nHit policy,collect\nRuleTable Bomb\nCONDITION,CONDITION,ACTION\nCoverage\n"
                + "\"supportLevel != \"\"$param\"\"\",\"supportLevel == \"\"$param\"\"\",entitlement.entitled($param)\nNot,Is,Entitled\n"
                + IntStream.range(0, 5_000)
                        .mapToObj(row -> "L" + row + ",L" + row + ",yes\n")
                        .collect(Collectors.joining())
                + "\nHit policy,collect\nRuleTable Bomb levels\nCONDITION,ACTION\nQuery\n\"attribute[\"\"a\"\"] == \"\"$param\"\"\","
                + "\"entitlement.supportLevel(\"\"$param\"\")\"\nA,Level\n"
                + IntStream.range(0, 5_000)
                        .mapToObj(row -> "a" + row + ",L" + row + "\n")
                        .collect(Collectors.joining());
    }

    private static String calendars() {
        return "RuleSet,any\nHit policy,collect\nRuleTable Bomb\nCONDITION,ACTION,ACTION,ACTION,ACTION\n$c: BusinessHours\n"
                + "name == \"$param\",$c.zone(\"$param\"),$c.day(\"$param\"),$c.opens(\"$param\"),$c.closes(\"$param\")\n"
                        .replace("\"$param\"", "$param")
                + "Name,Zone,Day,Opens,Closes\n"
                + IntStream.range(0, 5_000)
                        .mapToObj(row -> "C" + row + ",Europe/Zurich,Mon-Fri,09:0" + row % 10 + ",17:00\n")
                        .collect(Collectors.joining());
    }

    private static String scenarios() {
        return "Scenario,Plan,Issue type,Expect support level\n"
                + IntStream.range(0, 19_000)
                        .mapToObj(row -> "S" + row + ",Enterprise Premium,API outage,Basic\n")
                        .collect(Collectors.joining());
    }

    private static String joins(String constraint) {
        return rule(
                "hang",
                "a : Claim() b : Claim(part == a.part) c : Claim(" + constraint + ") d : Claim(" + constraint + ")");
    }

    private static String rules(int rules) {
        return IntStream.range(0, rules)
                .mapToObj(number -> rule("rule " + number, "a : Claim() b : Claim(part == a.part)"))
                .collect(Collectors.joining());
    }

    private static String rule(String name, String when) {
        return "rule \"" + name + "\" when " + when + " then b.prevailsOver(a); end\n";
    }
}
