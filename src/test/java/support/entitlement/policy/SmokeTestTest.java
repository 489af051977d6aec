package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Query;
import support.entitlement.policy.engine.Engine;
import support.entitlement.policy.engine.RulePart;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Problem;

class SmokeTestTest {

    private Path directory;
    private EditedTables tables;

    @BeforeEach
    void copyTheShippedTables(@TempDir Path copy) {
        directory = copy;
        tables = EditedTables.in(copy);
    }

    @Test
    void aPolicyThatAnswersHasNoProblem() {
        assertThat(SmokeTest.findProblems(tables.compile())).isEmpty();
    }

    @ExpectedErrors("A new policy does not answer")
    @Test
    void aPolicyThatFailsHasAProblemThatNamesTheQueryAndNoCode() {
        List<Table> sound = TableChecks.checkSheets(new RulesDirectory(directory).readSheets())
                .tables();
        RulePart part = tables.compile().engine().parts().get(FactType.QUERY).get(0);
        Engine withoutRows =
                new Engine(Map.of(FactType.QUERY, List.of(new RulePart(part.key(), part.rules(), Map.of()))));
        Policy failing = new Policy("sha256:0", sound, withoutRows, Calendars.BUILT_IN, null);

        List<Problem> problems = SmokeTest.findProblems(failing);

        assertThat(problems).hasSize(1);
        assertThat(Problem.hasErrors(problems)).isTrue();
        assertThat(problems.get(0).fullText())
                .contains("plan “", "issue type “")
                .doesNotContain("Exception", "null");
    }

    @Test
    void everyPlanIssueTypeAndCategoryIsAmongTheQueriesButNotEveryCombination() {
        Policy policy = tables.compile();
        List<Query> queries = SmokeTest.sampleQueries(policy.vocabulary());

        assertThat(queries).hasSize(100).isEqualTo(SmokeTest.sampleQueries(policy.vocabulary()));
        assertThat(plans(queries)).hasSameElementsAs(policy.vocabulary().plans().all());
        assertThat(queries)
                .extracting(Query::issueType)
                .containsAll(policy.vocabulary().issueTypes().all());
        assertThat(queries).extracting(Query::slaCategory).contains("1", "2", "3", null);
    }

    private static Set<String> plans(List<Query> queries) {
        return queries.stream().map(Query::plan).collect(Collectors.toSet());
    }
}
