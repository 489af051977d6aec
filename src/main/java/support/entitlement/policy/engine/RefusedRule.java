package support.entitlement.policy.engine;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kie.api.builder.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Finds the row of a rule that Drools rejects. The message of Drools describes rules that no analyst has seen, so it
 * goes to the log, for developers: an earlier check should have rejected the row.
 */
final class RefusedRule {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRule.class);
    private static final Pattern FILE = Pattern.compile(".*?(\\d+)\\.drl");
    private static final Pattern RULE = Pattern.compile("^rule \"(?<name>[^\"]+)\"", Pattern.MULTILINE);

    private RefusedRule() {}

    /**
     * Returns the problem at the row.
     *
     * @param error the message of Drools
     * @param source the files that were compiled, named by their numbers
     * @param rows the row of each rule by the rule's name
     */
    static Problem createProblem(Message error, List<String> source, Map<String, RuleRow> rows) {
        LOG.error("Drools refuses a rule: {}", error.getText());
        RuleRow row = findRow(error, source, rows);
        return Problem.error(
                TableProblemCode.NOT_COMPILED,
                row == null ? Place.ofFile("rules") : row.place(),
                row == null ? "" : String.join(" | ", row.matched().cells().values()),
                "The rules engine rejects this row.",
                "Say it in simpler words, and send the row to the developers: it should have been refused before.");
    }

    private static @Nullable RuleRow findRow(Message error, List<String> source, Map<String, RuleRow> rows) {
        Matcher file = FILE.matcher(String.valueOf(error.getPath()));
        if (!file.matches()) {
            return null;
        }
        String name = null;
        String upToError = source.get(Integer.parseInt(file.group(1)))
                .lines()
                .limit(error.getLine())
                .reduce("", (one, other) -> one + "\n" + other);
        for (Matcher rule = RULE.matcher(upToError); rule.find(); ) {
            name = rule.group("name");
        }
        return name == null ? null : rows.get(name);
    }
}
