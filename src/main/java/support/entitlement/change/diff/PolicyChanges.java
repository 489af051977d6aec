package support.entitlement.change.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Describes the differences of a policy from the one before it, in sentences: in its tables, in its rules of precedence, and in the
 * warnings that are accepted.
 */
public final class PolicyChanges {

    private static final Place RULES = Place.ofFile(Precedence.FILE);

    private PolicyChanges() {}

    /**
     * Compares a policy with the one before: warnings about removed parts, information about the rest.
     *
     * @param before null if there is none before
     */
    public static List<Problem> between(@Nullable Policy before, Policy after) {
        List<Problem> changes =
                new ArrayList<>(TableChanges.between(before == null ? List.of() : before.tables(), after.tables()));
        if (before != null) {
            comparePrecedence(before.precedence(), after.precedence(), changes);
        }
        compareAccepted(before == null ? AcceptedWarnings.NONE : before.accepted(), after.accepted(), changes);
        return List.copyOf(changes);
    }

    private static void compareAccepted(AcceptedWarnings before, AcceptedWarnings after, List<Problem> changes) {
        after.entries().stream()
                .filter(entry -> before.findEntry(entry.warning()).isEmpty())
                .forEach(entry -> changes.add(Problem.info(
                        TableProblemCode.WARNING_ACCEPTED,
                        entry.place(),
                        entry.warning().code(),
                        "“" + entry.by() + "” has accepted this warning of “"
                                + entry.warning().table() + "”: " + entry.reason())));
        before.entries().stream()
                .filter(entry -> after.findEntry(entry.warning()).isEmpty())
                .forEach(entry -> changes.add(Problem.info(
                        TableProblemCode.ACCEPTANCE_REMOVED,
                        entry.place(),
                        entry.warning().code(),
                        "This warning of “" + entry.warning().table() + "” is no longer accepted; “" + entry.by()
                                + "” had given the reason: " + entry.reason())));
    }

    private static void comparePrecedence(Precedence before, Precedence after, List<Problem> changes) {
        if (after.isShipped() && !before.isShipped()) {
            changes.add(Problem.warning(
                    TableProblemCode.PRECEDENCE_GONE,
                    RULES,
                    "",
                    "The rules of precedence were removed; those of the service apply.",
                    TableChanges.UNLESS_MEANT));
        }
        Map<String, String> old = before.rulesByName();
        after.rulesByName().forEach((name, words) -> {
            String was = old.remove(name);
            if (was == null) {
                changes.add(Problem.info(
                        TableProblemCode.PRECEDENCE_ADDED, RULES, name, "This rule of precedence is new."));
            } else if (!was.equals(words)) {
                changes.add(Problem.info(
                        TableProblemCode.PRECEDENCE_CHANGED,
                        RULES,
                        name,
                        "This rule of precedence has changed. It was: " + was));
            }
        });
        old.keySet()
                .forEach(name -> changes.add(Problem.warning(
                        TableProblemCode.PRECEDENCE_REMOVED,
                        RULES,
                        name,
                        "This rule of precedence was removed.",
                        TableChanges.UNLESS_MEANT)));
    }
}
