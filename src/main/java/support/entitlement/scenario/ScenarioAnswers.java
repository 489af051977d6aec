package support.entitlement.scenario;

import java.util.List;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.Policy;

/**
 * The answers to a scenario: one, or without the opening of its case one for each opening that conditions tell apart.
 *
 * @param all the answers
 * @param openingKnown true if the scenario says when its case is opened
 * @param comparesCalendars true if conditions of the policy compare the opening with calendars
 */
record ScenarioAnswers(List<ScenarioAnswer> all, boolean openingKnown, boolean comparesCalendars) {

    /**
     * Evaluates a scenario.
     *
     * @param openings the openings that conditions of the policy tell apart; none if they compare none
     * @throws support.entitlement.sla.ContradictoryEventsException if events of the scenario contradict each other
     * @throws java.time.DateTimeException if a calendar does not reach as far as a clock counts
     */
    static ScenarioAnswers of(ScenarioQueryReader reader, Policy policy, List<Opening> openings) {
        Query query = reader.query();
        boolean comparesCalendars = !policy.timeBands().names().isEmpty();
        ScenarioCase opened = reader.readCase();
        if (opened != null) {
            Decision decision =
                    policy.decideUncached(policy.openAt(query, opened.openedAt().toInstant()));
            ScenarioAnswer answer = reader.asksForCase()
                    ? ScenarioAnswer.ofCase(
                            decision,
                            facts -> policy.decideUncached(
                                    policy.openAt(facts, opened.openedAt().toInstant())),
                            policy.calendars(),
                            opened,
                            policy.pausingEvents())
                    : ScenarioAnswer.withoutStatuses(decision, policy.calendars(), opened.openedAt());
            return new ScenarioAnswers(List.of(answer), true, comparesCalendars);
        }
        return openings.isEmpty()
                ? new ScenarioAnswers(List.of(answer(query, policy)), true, comparesCalendars)
                : new ScenarioAnswers(
                        openings.stream()
                                .map(opening -> answer(query.withOpening(opening), policy))
                                .toList(),
                        false,
                        comparesCalendars);
    }

    private static ScenarioAnswer answer(Query query, Policy policy) {
        return ScenarioAnswer.withoutCase(policy.decideUncached(query), policy.calendars());
    }

    /** Returns an opening with this answer in words; empty if the scenario itself says when its case is opened. */
    String describeOpening(ScenarioAnswer answer) {
        Opening opening = answer.decision().query().openedDuring();
        if (openingKnown || opening == null) {
            return "";
        }
        return " for a case opened at " + opening.at()
                + (opening.during().isEmpty()
                        ? comparesCalendars ? ", when none of the calendars is open" : ""
                        : " during "
                                + String.join(
                                        " and ",
                                        opening.during().stream().sorted().toList()));
    }
}
