package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Problem;

/** A worked example of the manual: tables with scenarios in a folder of the test resources. */
final class WorkedExample {

    private final Path folder;
    private final Policy policy;

    WorkedExample(String name) {
        this.folder = Path.of("src/test/resources", name);
        this.policy = new RulesDirectory(folder).compileTables().requirePolicy();
    }

    Policy policy() {
        return policy;
    }

    /** Returns the scenarios, after checking that nothing is to be mended and that they hold and reach every row. */
    Scenarios requireSoundScenarios() {
        RulesDirectory tables = new RulesDirectory(folder);
        Scenarios scenarios = tables.readFiles().readScenarios();
        assertThat(withoutRowsAhead(tables.compileTables())).isEmpty();
        assertThat(scenarios.runAgainst(policy, scenario -> true).toProblems()).isEmpty();
        return scenarios;
    }

    /** Returns the problems of tables, but for rows that have yet to begin. */
    static List<Problem> withoutRowsAhead(Compilation compilation) {
        return compilation.problems().stream()
                .filter(problem -> !problem.code().equals("validity-ahead"))
                .toList();
    }

    /** Compiles a copy of the example in this directory, in one file of which a text is replaced. */
    Compilation compileAfter(Path directory, String file, String right, String wrong) throws IOException {
        FileSystemUtils.copyRecursively(folder, directory);
        String text = Files.readString(directory.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(directory.resolve(file), text.replace(right, wrong));
        return new RulesDirectory(directory).compileTables();
    }
}
