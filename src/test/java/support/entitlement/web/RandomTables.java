package support.entitlement.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small policy whose tables also compare random attributes: of every type, with every operator, and of any name,
 * including those of fields.
 */
final class RandomTables {

    static final List<String> ATTRIBUTES = List.of(
            "workaround",
            "productionUse",
            "slaCategory",
            "plan",
            "issueType",
            "supportLevel",
            "channel",
            "name",
            "attribute",
            "query",
            "text",
            "Workaround",
            "a/b~c",
            "größe % & + é",
            "region");

    private static final int MAX_CHANGES = 2;

    private final Random random;
    private final List<String> names = new ArrayList<>();
    private final List<RandomTable> tables = new ArrayList<>();

    /** A table: a row of templates, a row of titles, and its data rows. */
    private record RandomTable(
            String file, String hitPolicy, String fact, List<String> templates, List<List<String>> rows) {}

    /**
     * Creates tables, equal ones for equal seeds.
     *
     * @param attributes the number of attributes in all tables together
     */
    RandomTables(Random random, int attributes) {
        this.random = random;
        for (int i = 0; i < attributes; i++) {
            names.add(one(ATTRIBUTES));
        }
        add(
                "plans.csv",
                "first",
                "Query",
                1,
                List.of("plan in ($param)", action("supportLevel"), action("notice")),
                "Free, Starter|Basic|",
                "Big|Gold|as signed");
        add(
                "categories.csv",
                "first",
                "Query",
                2,
                List.of("productionUse == \"$param\"", "workaround == $param", action("slaCategory")),
                "down|no|1",
                "down||2",
                "slow||3");
        add(
                "definitions.csv",
                "unique",
                "Coverage",
                1,
                List.of("slaCategory == \"$param\"", action("definition")),
                "1|Down.",
                "2|Half down.",
                "3|Slow.");
        add(
                "matrix.csv",
                "first",
                "Coverage",
                3,
                List.of(
                        "supportLevel == \"$param\"",
                        "issueType in ($param)",
                        "slaCategory in ($param)",
                        "entitlement.entitled($param)",
                        action("channels"),
                        action("guarantee"),
                        action("words"),
                        "entitlement.priorityFlag($param)",
                        action("onCall"),
                        action("referTo"),
                        action("covers")),
                "Basic|Bug||yes|Forum|none|As we can.|no||Question|Bugs.",
                "Basic|Outage|2, 3|no||none|Not so bad.|||Bug|",
                "Basic|Question||yes|||Words alone.||||",
                "Gold|Outage|1|yes|Phone, Forum|response-time|At once.|yes|24x7||",
                "Gold|||yes|Forum, Phone|best-effort|||||");
        add(
                "agreements.csv",
                "collect",
                "Coverage",
                2,
                List.of(
                        "supportLevel == \"$param\"",
                        "slaCategory == \"$param\"",
                        action("milestone"),
                        action("within"),
                        action("calendar"),
                        action("startsAt"),
                        action("endsAt"),
                        action("every"),
                        action("strength"),
                        action("commitment")),
                "Gold|1|Answer|1 hour|24x7||answered|||",
                "Gold|1|Update||24x7|acknowledged||2 hours|target|",
                "Gold|2|Effort||24x7||||best-effort|",
                "Gold|2|Repair|2 calendar days|24x7|||||",
                "Gold|3||||||||Some day.");
        add(
                "allowances.csv",
                "first",
                "Coverage",
                2,
                List.of(
                        "supportLevel == \"$param\"",
                        "issueType == \"$param\"",
                        "entitlement.amount($param)",
                        action("unit"),
                        action("per"),
                        action("carryOver"),
                        action("limit")),
                "Gold|Question|8|hours|year|3 months|soft",
                "Gold|Bug|2||||",
                "Basic|Bug|1|case|||");
        add(
                "channels.csv",
                "unique",
                "$channel : Channel",
                1,
                List.of("name == \"$param\"", "$channel.medium(\"$param\")", "$channel.terms(\"$param\")"),
                "Forum|forum|",
                "Phone|phone|by day");
        add(
                "extra.csv",
                "collect",
                random.nextBoolean() ? "Query" : "Coverage",
                1,
                List.of("issueType == \"$param\"", "entitlement.term(\"size\", \"$param\")"),
                "Bug|any",
                "Outage|any");
        tables.stream().filter(table -> !table.file.equals("channels.csv")).forEach(this::askForAttributes);
    }

    private RandomTables(Random random, List<RandomTable> others) {
        this.random = random;
        for (RandomTable other : others) {
            List<List<String>> rows = new ArrayList<>();
            other.rows.forEach(row -> rows.add(new ArrayList<>(row)));
            tables.add(new RandomTable(other.file, other.hitPolicy, other.fact, other.templates, rows));
        }
    }

    private static String action(String name) {
        return "entitlement." + name + "(\"$param\")";
    }

    private void add(String file, String hit, String fact, int conditions, List<String> templates, String... rows) {
        List<List<String>> cells = new ArrayList<>();
        for (String row : rows) {
            cells.add(new ArrayList<>(List.of(row.split("\\|", -1))));
        }
        tables.add(new RandomTable(file, hit, fact, new ArrayList<>(templates), cells));
    }

    /** Adds columns and fills some of their cells. A row with a further condition contradicts no other. */
    private void askForAttributes(RandomTable table) {
        for (int columns = random.nextInt(3); columns > 0; columns--) {
            String name = one(names);
            int type = random.nextInt(3);
            String operator =
                    type == 1 ? one(List.of("<", "<=", ">", ">=", "==", "!=", "in")) : one(List.of("==", "!=", "in"));
            String value = operator.equals("in") ? "($param)" : type == 0 ? "\"$param\"" : "$param";
            table.templates.add(0, "attribute[\"%s\"] %s %s".formatted(name, operator, value));
            int filled = random.nextInt(table.rows.size());
            for (int row = 0; row < table.rows.size(); row++) {
                boolean isFilled = row == filled || random.nextInt(4) == 0;
                table.rows.get(row).add(0, isFilled ? cell(type, operator.equals("in")) : "");
            }
        }
    }

    private String cell(int type, boolean list) {
        String first = value(type);
        return list && random.nextBoolean() ? first + ", " + value(type) : first;
    }

    private String value(int type) {
        return switch (type) {
            case 0 -> one(List.of("EU", "other", "yes", "Free", "not possible", "Ünï"));
            case 1 -> one(List.of("0", "1", "-5", "10.5", "999999999999999", "0.000000000000001"));
            default -> one(List.of("yes", "no", "TRUE"));
        };
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns a copy in which one or two cells are replaced by others of the same column. */
    RandomTables changed() {
        RandomTables copy = new RandomTables(random, tables);
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            RandomTable table = copy.tables.get(random.nextInt(tables.size()));
            int column = random.nextInt(table.templates.size());
            List<String> from = table.rows.get(random.nextInt(table.rows.size()));
            table.rows.get(random.nextInt(table.rows.size())).set(column, from.get(column));
        }
        return copy;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (RandomTable table : tables) {
            try (CsvWriter writer = CsvWriter.builder().build(directory.resolve(table.file))) {
                writer.writeRecord("RuleSet", "any");
                writer.writeRecord("Hit policy", table.hitPolicy);
                writer.writeRecord("RuleTable " + table.file.replace(".csv", ""));
                writer.writeRecord(table.templates.stream()
                        .map(template -> template.matches("(entitlement|\\$channel)\\..*") ? "ACTION" : "CONDITION")
                        .toList());
                writer.writeRecord(table.fact);
                writer.writeRecord(table.templates);
                List<String> titles = new ArrayList<>();
                for (int column = 0; column < table.templates.size(); column++) {
                    titles.add("Column " + column);
                }
                writer.writeRecord(titles);
                table.rows.forEach(writer::writeRecord);
            }
        }
    }
}
