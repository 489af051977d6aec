package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.policy.RowTrial;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.report.ReportedQuery;
import support.entitlement.table.FactType;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.Table;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.web.query.ParsedQuery;
import support.entitlement.web.query.QueryReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds rows that overlap others to tables, and tries the rows that a problem names for its query: read as a request is,
 * and by the policy that Drools compiles.
 */
class OverlapQueryOracleTest {

    private static final int SEEDS = Integer.getInteger("seeds", 12);
    private static final int LINES_OF_HEADER = 4;
    private static final int ADDED_ROWS = 3;
    private static final Set<String> CODES = Set.of(
            "overlap",
            "redundant-overlap",
            "contradiction",
            "duplicate-row",
            "redundant-row",
            "hidden-row",
            "tables-disagree");
    private static final Pattern ROW = Pattern.compile("[Rr]ows? (\\d+)");
    private static final Pattern OTHER_TABLE = Pattern.compile("([\\w-]+\\.csv)!\\D+(\\d+) says “");

    @TempDir
    private Path directory;

    @Test
    void bothRowsOfTheShippedTablesMatchTheQuery() {
        List<Sheet> shipped = new RulesDirectory(Path.of("rules")).readSheets().sheets();
        int queries = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            queries += countQueriesThatMatch(shipped, new Random(seed), "seed " + seed);
        }

        assertThat(queries).isGreaterThan(SEEDS);
    }

    @Test
    void bothRowsOfRandomTablesMatchTheQuery() throws Exception {
        int queries = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Path tables = directory.resolve("seed" + seed);
            new RandomTables(random, 4).write(tables);
            queries += countQueriesThatMatch(
                    new RulesDirectory(tables).readSheets().sheets(), random, "seed " + seed);
        }

        assertThat(queries).isGreaterThan(SEEDS);
    }

    private static int countQueriesThatMatch(List<Sheet> sheets, Random random, String seed) {
        List<Sheet> changed = new ArrayList<>(sheets);
        int one = random.nextInt(sheets.size());
        for (int rows = 0; rows < ADDED_ROWS; rows++) {
            changed.set(one, withOverlappingRow(changed.get(one), random));
        }
        ParsedTables parsed = TableChecks.checkSheets(new ReadSheets(changed, List.of()));
        List<Problem> overlaps = parsed.problems().stream()
                .filter(problem -> CODES.contains(problem.code()))
                .toList();
        Policy policy = PolicyCompiler.compileChecked(parsed.tables());
        for (Problem problem : overlaps) {
            boolean ofChannels = findTable(policy, problem.place().file()).fact() == FactType.CHANNEL;
            assertThat(problem.query() == null)
                    .as(seed + ": " + problem + "\n" + changed.get(one).rows())
                    .isEqualTo(ofChannels);
            if (problem.query() != null) {
                assertThatBothMatch(problem, readAsRequest(problem.query(), policy), policy, seed);
            }
        }
        return overlaps.size();
    }

    private static void assertThatBothMatch(Problem problem, Query query, Policy policy, String seed) {
        String file = problem.place().file();
        List<RowTrial.TriedRow> tried = new ArrayList<>();
        Matcher other = OTHER_TABLE.matcher(problem.message());
        if (problem.code().equals("tables-disagree")) {
            assertThat(other.find()).isTrue();
            tried.addAll(tryRow(policy, query, other.group(1), Integer.parseInt(other.group(2))));
            tried.addAll(tryRow(
                    policy,
                    query,
                    file,
                    Integer.parseInt(String.valueOf(problem.place().cell()).replaceAll("\\D", ""))));
        } else {
            ROW.matcher(problem.message())
                    .results()
                    .limit(2)
                    .forEach(row -> tried.addAll(tryRow(policy, query, file, Integer.parseInt(row.group(1)))));
        }

        assertThat(tried).as("%s: %s %s", seed, problem, query).hasSize(2).allMatch(RowTrial.TriedRow::matches);
    }

    private static List<RowTrial.TriedRow> tryRow(Policy policy, Query query, String file, int row) {
        Table table = findTable(policy, file);
        return RowTrial.of(policy, query, table).tryRow(table.findRow(row));
    }

    private static Table findTable(Policy policy, String file) {
        return policy.tables().stream()
                .filter(table -> table.fileName().equals(file))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the query as the service reads it when it is sent. */
    private static Query readAsRequest(Query query, Policy policy) {
        ParsedQuery parsed = QueryReader.readQuery(
                JsonMapper.shared().valueToTree(ReportedQuery.of(query)),
                "",
                policy,
                (customer, at, asOf) -> Optional.empty(),
                Clock.systemUTC());
        assertThat(parsed).isInstanceOf(ParsedQuery.ValidQuery.class);
        return ((ParsedQuery.ValidQuery) parsed).query();
    }

    /** Returns a sheet with another hit policy and a row with the conditions of one row, or fewer, and the actions of another. */
    private static Sheet withOverlappingRow(Sheet sheet, Random random) {
        List<List<String>> rows = new ArrayList<>();
        sheet.rows().forEach(row -> rows.add(new ArrayList<>(row)));
        int keywords = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).contains("CONDITION"))
                .findFirst()
                .orElse(-1);
        int first = keywords + LINES_OF_HEADER;
        if (keywords < 0 || rows.size() == first) {
            return sheet;
        }
        List<String> conditions = rows.get(first + random.nextInt(rows.size() - first));
        List<String> actions = rows.get(first + random.nextInt(rows.size() - first));
        List<String> added =
                new ArrayList<>(Collections.nCopies(rows.get(keywords).size(), ""));
        for (int column = 0; column < added.size(); column++) {
            boolean condition = rows.get(keywords).get(column).equals("CONDITION");
            List<String> from = condition ? conditions : actions;
            if (column < from.size() && !(condition && random.nextInt(4) == 0)) {
                added.set(column, from.get(column));
            }
        }
        rows.add(first + random.nextInt(rows.size() - first + 1), added);
        rows.stream()
                .filter(row -> row.get(0).equals("Hit policy") && random.nextInt(3) == 0)
                .forEach(row -> row.set(1, List.of("unique", "first", "collect").get(random.nextInt(3))));
        return new Sheet(sheet.file(), sheet.name(), rows);
    }
}
