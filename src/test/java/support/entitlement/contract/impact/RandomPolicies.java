package support.entitlement.contract.impact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.Sheet;

/**
 * Two random policies that differ in one cell, or in their rules of precedence.
 *
 * @param change the change in words
 */
record RandomPolicies(Policy before, Policy after, String change) {

    /** A table of which cells are chosen at random. */
    private record Kind(String file, String hits, String fact, String columns, String[][] choices, int rows) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "plans.csv",
                    "first",
                    "Query",
                    "Plan: plan in ($param) | Type: issueType == \"$param\" | Level: entitlement.supportLevel(\"$param\")",
                    new String[][] {{"Free", "Small, Big", "Big", "Free, Small"}, {"", "", "Bug"}, {"L1", "L2"}},
                    4),
            new Kind(
                    "categories.csv",
                    "first",
                    "Query",
                    "Use: productionUse == \"$param\" | Category: entitlement.slaCategory(\"$param\")",
                    new String[][] {{"down", "slow"}, {"1", "2"}},
                    2),
            new Kind(
                    "matrix.csv",
                    "first",
                    "Coverage",
                    "Level: supportLevel == \"$param\" | Type: issueType in ($param) | Category: slaCategory == \"$param\""
                            + " | Seats: attribute[\"seats\"] >= $param | Entitled: entitlement.entitled($param)"
                            + " | Channels: entitlement.channels(\"$param\") | Desk: entitlement.term(\"desk\", \"$param\")",
                    new String[][] {
                        {"L1", "L2", ""},
                        {"Bug", "", "Bug, Question", "Bug, Question"},
                        {"", "", "", "1", "2"},
                        {"", "", "", "10"},
                        {"yes", "yes", "yes", "no"},
                        {"Mail", "Phone", "Mail, Phone", ""},
                        {"", "", "here", "there"}
                    },
                    5),
            new Kind(
                    "promises.csv",
                    "collect",
                    "Coverage",
                    "Level: supportLevel == \"$param\" | Channel: channel == \"$param\" | Category: slaCategory in ($param)"
                            + " | Milestone: entitlement.milestone(\"$param\") | Within: entitlement.within(\"$param\")"
                            + " | Calendar: entitlement.calendar(\"$param\")",
                    new String[][] {
                        {"L1", "L2", ""},
                        {"", "", "", "Mail"},
                        {"1", "", "", "", "1, 2"},
                        {"Answer", "Answer", "Visit"},
                        {"1 hour", "2 hours", "8 hours"},
                        {"Desk", "24x7"}
                    },
                    3),
            new Kind(
                    "allowances.csv",
                    "first",
                    "Coverage",
                    "Level: supportLevel == \"$param\" | Amount: entitlement.amount($param) | Unit: entitlement.unit(\"$param\")"
                            + " | Per: entitlement.per(\"$param\")",
                    new String[][] {{"L1", "L2"}, {"4", "8"}, {"hours"}, {"year", "month"}},
                    1),
            new Kind(
                    "channels.csv",
                    "unique",
                    "$channel : Channel",
                    "Name: name == \"$param\" | Medium: $channel.medium(\"$param\")",
                    new String[][] {{"Mail", "Phone"}, {"letter", "wire"}},
                    2),
            new Kind(
                    "calendars.csv",
                    "collect",
                    "$calendar : BusinessHours",
                    "Name: name == \"$param\" | Zone: $calendar.zone(\"$param\") | Day: $calendar.day($param)"
                            + " | Opens: $calendar.opens(\"$param\") | Closes: $calendar.closes(\"$param\")",
                    new String[][] {{"Desk"}, {"UTC"}, {"Mon-Fri"}, {"08:00", "09:00"}, {"17:00", "18:00"}},
                    1));

    private static final int PROMISES = 3;
    private static final int CHANNELS = 5;
    private static final int CALENDARS = 6;

    /** Chooses tables, and changes their rules of precedence, a calendar, a channel, promises, and a cell of any table. */
    static List<RandomPolicies> chooseChanges(Random random) {
        List<List<List<String>>> rows = new ArrayList<>();
        KINDS.forEach(kind -> rows.add(chooseRows(random, kind)));
        Policy before = compile(rows, Precedence.shippedRules(), null);
        List<RandomPolicies> changes = new ArrayList<>();
        changes.add(new RandomPolicies(
                before, compile(rows, generalFirst(), before), "other rules of precedence for " + rows));
        for (int table : new int[] {CALENDARS, CHANNELS, PROMISES, PROMISES, random.nextInt(KINDS.size())}) {
            List<List<List<String>>> changed = new ArrayList<>(rows);
            changed.set(table, changeCell(rows.get(table), KINDS.get(table), random));
            changes.add(new RandomPolicies(
                    before, compile(changed, Precedence.shippedRules(), before), rows + " becomes " + changed));
        }
        return changes;
    }

    private static List<List<String>> changeCell(List<List<String>> rows, Kind kind, Random random) {
        List<List<String>> changed = new ArrayList<>();
        rows.forEach(row -> changed.add(new ArrayList<>(row)));
        while (changed.equals(rows)) {
            List<String> row = one(random, changed);
            int column = kind.hits().equals("unique") ? 1 : random.nextInt(row.size());
            row.set(column, one(random, List.of(kind.choices()[column])));
        }
        return changed;
    }

    private static List<List<String>> chooseRows(Random random, Kind kind) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < kind.rows(); i++) {
            rows.add(Arrays.stream(kind.choices())
                    .map(choices -> one(random, List.of(choices)))
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
        if (kind.hits().equals("unique")) {
            rows.get(0).set(0, "Mail");
            rows.get(1).set(0, "Phone");
        }
        return rows;
    }

    private static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns rules by which the less specific of two terms prevails. */
    private static Precedence generalFirst() {
        return Precedence.compile(
                        Precedence.readShippedText()
                                .replace("specificity > general.specificity", "specificity < general.specificity"),
                        Budget.ofCheck())
                .compiled()
                .orElseThrow();
    }

    private static Policy compile(List<List<List<String>>> rows, Precedence precedence, @Nullable Policy before) {
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            Kind kind = KINDS.get(i);
            sheets.add(LogicTables.sheet(
                    kind.file(),
                    kind.hits(),
                    kind.fact(),
                    kind.columns(),
                    rows.get(i).stream().map(row -> String.join(" | ", row)).toArray(String[]::new)));
        }
        return PolicyCompiler.compileChecked(
                LogicTables.tables(sheets.toArray(Sheet[]::new)), precedence, before, Budget.ofRelease());
    }

    /** Returns every query of a plan that both versions know, with values that rows mention, and some that no row mentions. */
    List<Query> queriesOf(String plan) {
        List<Query> queries = new ArrayList<>();
        common("plan").stream().filter(plan::equalsIgnoreCase).forEach(spelled -> addQueries(spelled, queries));
        return queries;
    }

    private void addQueries(String plan, List<Query> queries) {
        boolean seats = after.vocabulary().attributes().containsKey("seats")
                || before.vocabulary().attributes().containsKey("seats");
        for (String type : common("issueType")) {
            for (String channel : orAbsent(common("channel"))) {
                for (Double number : seats ? Arrays.asList(null, 5.0, 10.0) : Arrays.asList((Double) null)) {
                    Map<String, Object> attributes = number == null ? Map.of() : Map.of("seats", number);
                    orAbsent(common("productionUse"))
                            .forEach(use -> queries.add(new Query(plan, type, use, null, null, channel, attributes)));
                    common("slaCategory")
                            .forEach(category ->
                                    queries.add(new Query(plan, type, null, null, category, channel, attributes)));
                }
            }
        }
    }

    private List<String> common(String field) {
        return after.vocabulary().namesOf(field).all().stream()
                .filter(name ->
                        before.vocabulary().namesOf(field).findSpelling(name).isPresent())
                .toList();
    }

    private static List<@Nullable String> orAbsent(List<String> names) {
        List<@Nullable String> all = new ArrayList<>(names);
        all.add(null);
        return all;
    }

    @Override
    public String toString() {
        return change;
    }
}
