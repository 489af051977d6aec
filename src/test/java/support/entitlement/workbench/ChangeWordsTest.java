package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences about changed answers, tried in the page without a view. */
class ChangeWordsTest extends ScriptTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 |                                       | no answer changes
            1 | 0 |                                       | 1 answer worse for 12 customers
            1 | 2 |                                       | 1 answer worse for 12 customers, 2 better for nobody under contract
            0 | 0 | ['plan', 'Nano', false]               | the plan “Nano” is not known any more, no other answer changes
            0 | 2 | ['plan', 'Nano', true]                | the plan “Nano” is new, 2 answers better for nobody under contract
            0 | 0 | ['a', 'A', true], ['b', 'B', true]    | 2 names are new, no other answer changes
            0 | 0 | ['a', 'A', false], ['b', 'B', true]   | the b “B” is new, the a “A” is not known any more, no other answer changes
            """)
    void changedAnswersAreSaidWithTheNamesThatOnlyOnePolicyKnows(int worse, int better, String names, String said) {
        assertThat(
                        page.evaluate(
                                "import('./workbench/parts/change-words.js').then(words => words.sayChangedAnswers({"
                                        + "impact: {worse: " + worse + ", mixed: 0, better: " + better
                                        + ", unknown: 0, complete: true,"
                                        + " names: [" + (names == null ? "" : names)
                                        + "].map(([kind, name, added]) => ({kind, name, added}))},"
                                        + " impactState: {state: 'complete'},"
                                        + " customers: {state: 'complete', contracts: 20, total: {worse: 12, better: 0, later: {worse: 0, better: 0}}}}))"))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            complete   | 20 | 12 | 3 | 1 answer worse for 12 customers and later for 3 more
            complete   | 20 | 0  | 1 | 1 answer worse later for 1 customer
            complete   | 0  | 0  | 2 | 1 answer worse later for 2 customers
            complete   | 0  | 0  | 0 | 1 answer worse
            incomplete | 20 | 12 | 3 | 1 answer worse for at least 12 customers and later for at least 3 more
            incomplete | 20 | 0  | 0 | 1 answer worse for at least 0 customers
            """)
    void customersWhoseAnswersChangeLaterAreSaidApart(String state, int contracts, int now, int later, String said) {
        assertThat(page.evaluate("import('./workbench/parts/change-words.js').then(words => words.sayChangedAnswers({"
                        + "impact: {worse: 1, mixed: 0, better: 0, unknown: 0, complete: true, names: []},"
                        + " impactState: {state: 'complete'},"
                        + " customers: {state: '" + state + "', contracts: " + contracts + ", total: {worse: " + now
                        + ", later: {worse: " + later + "}}}}))"))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2  | ['a', 'b'] | 3 | ['c'] | 2 customers under contract: a, b. Later, from Friday 1 January 2027, 3 more: c and 2 more.
            2  | []         | 0 | []    | 2 customers under contract.
            0  | []         | 1 | ['c'] | Later, from Friday 1 January 2027, 1 customer under contract: c.
            0  | []         | 0 | []    | Nobody under contract.
            """)
    void aLineSaysWhomItConcernsNowAndLater(int now, String names, int later, String laterNames, String said) {
        assertThat(page.evaluate("import('./workbench/views/drafts/foresight/foresight-words.js').then(words =>"
                        + " words.sayConcerned({changed: " + now + ", customers: " + names + ", later: {changed: "
                        + later
                        + ", from: '2027-01-01T12:00:00Z', customers: " + laterNames + "}}))"))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            time('PT4H'), target('PT1H')            | time('PT8H'), target('PT1H')            | within 4 hours > within 8 hours
            time('PT4H'), target('PT1H')            | target('PT1H'), time('PT8H')            | within 4 hours > within 8 hours
            target('PT4H'), target('PT1H')          | target('PT1H'), target('PT8H')          | within 4 hours, a target, not guaranteed > within 8 hours, a target, not guaranteed
            time('PT4H'), target('PT1H')            | target('PT1H'), time('PT4H')            |
            time('PT4H'), target('PT1H')            | target('PT1H')                          | within 4 hours > null
            time('PT4H')                            | target('PT4H')                          | within 4 hours > within 4 hours, a target, not guaranteed
            paused(['waiting'], ['resumed'])        | paused(['on hold'], ['resumed'])        | paused by “waiting” until “resumed” > paused by “on hold” until “resumed”
            until(['estimate'])                     | until(['estimate', 'fix'])              | every 1 day until “estimate” > every 1 day until “estimate” or “fix”
            paused(['waiting'], ['resumed'])        | paused(['waiting'], ['a', 'b'])         | paused by “waiting” until “resumed” > paused by “waiting” until “a” or “b”
            """)
    void promisesOfOneNameAreComparedWithThoseThatTheyReplace(String before, String after, String turned) {
        assertThat(page.evaluate("""
                () => import('./workbench/views/ask/answer-statements.js').then(({compareAnswers}) => {
                  const clock = ', counted in the calendar “24x7”';
                  const promise = terms => ({name: 'Response', calendar: '24x7', ...terms});
                  const time = within => promise({within});
                  const target = within => promise({within, strength: 'target'});
                  const until = repeatedUntil => promise({every: 'P1D', repeatedUntil});
                  const paused = (pausedBy, resumedBy) => promise({pausedBy, resumedBy});
                  const answer = milestones => ({entitled: true, channels: [], commitments: [], terms: {}, milestones});
                  return compareAnswers(answer([%s]), answer([%s]))
                    .map(({part, before, after}) => `${part}: ${before} > ${after}`.replaceAll(clock, '').replaceAll('counted in the calendar “24x7”, ', ''))
                    .join('; ');
                })""".formatted(before, after)))
                .isEqualTo(turned == null ? "" : "Milestone “Response”: " + turned);
    }

    @Test
    void aCalendarThatIsNotStatedAndATermNamedAsAnotherPartAreCompared() {
        assertThat(page.evaluate("""
                () => import('./workbench/views/ask/answer-statements.js').then(({compareAnswers}) => {
                  const answer = (milestone, notice) => ({entitled: true, channels: [], commitments: [], terms: {Notice: 'as ever'}, notice,
                    milestones: [{name: 'Response', within: 'PT1H', ...milestone}]});
                  return compareAnswers(answer({calendar: '24x7'}, 'old'), answer({calendar: null, calendarStated: false}, 'new'))
                    .map(({part, before, after}) => `${part}: ${before} > ${after}`);
                })"""))
                .isEqualTo(List.of(
                        "Milestone “Response”: within 1 hour, counted in the calendar “24x7” >"
                                + " within 1 hour, counted in a calendar that is not stated",
                        "Notice: old > new"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0 of 1 scenario holds.",
        "1, 0, 1 of 1 scenario holds.",
        "2, 2, 0 of 2 scenarios hold.",
        "2, 1, 1 of 2 scenarios holds."
    })
    void scenariosAreCounted(int total, int failed, String said) {
        assertThat(page.evaluate("import('./workbench/parts/change-words.js').then(words => words.sayScenarios({total: "
                        + total + ", failed: Array.from({length: " + failed
                        + "}, (_, at) => ({file: 'x.csv', scenario: at}))}))"))
                .isEqualTo(said);
    }

    /** The columns of the scenario “A guarantee and a target are both promised” of the milestones example are written so, too. */
    @Test
    void aPinnedAnswerTellsThePromisesOfOneMilestoneApart() {
        assertThat(page.evaluate("""
                () => import('./workbench/views/drafts/foresight/pin-scenario.js').then(({expectationsOf}) => {
                  const milestones = [
                    {name: 'Response', within: 'PT8H', dueAt: '2026-03-09T14:00:00+01:00'},
                    {name: 'Response', within: 'PT2H', strength: 'target', dueAt: '2026-03-06T18:00:00+01:00'},
                    {name: 'Update', within: 'PT2H', startsAt: 'acknowledged', endsAt: 'note, sent'},
                    {name: 'update', every: 'P1D', startsAt: 'acknowledged'}];
                  const written = expectationsOf({entitled: true, channels: [], commitments: [], terms: {}, milestones}, {openedAt: '2026-03-06T16:00:00+01:00'});
                  return ['due after', 'every', 'due at', 'due from', 'strength'].map(title => written[`Expect ${title}`] ?? 'no column');
                })"""))
                .isEqualTo(List.of(
                        "Response (guaranteed): 8 hours, Response (target): 2 hours,"
                                + " \"Update (once) (ends at note, sent): 2 hours\"",
                        "update (ends at update): 1 day",
                        "Response (guaranteed): 2026-03-09T14:00:00+01:00, Response (target): 2026-03-06T18:00:00+01:00",
                        "no column",
                        "Response: guaranteed, Response: target, \"Update (once) (ends at note, sent): guaranteed\","
                                + " update (repeated) (ends at update): guaranteed"));
    }

    @Test
    void aPinnedCaseTellsAPromiseWithAValueFromOneOfItsMilestoneWithout() {
        assertThat(page.evaluate("""
                () => import('./workbench/views/drafts/foresight/pinned-case.js').then(({standingOf}) => {
                  const milestones = [
                    {name: 'Update', state: 'met', missed: [{dueAt: '2026-03-09T14:00:00+01:00'}]},
                    {name: 'Update', state: 'not-started', strength: 'target'}];
                  return Object.fromEntries(standingOf({milestones}))['Expect missed'];
                })""")).isEqualTo(List.of("Update (guaranteed): 2026-03-09T14:00:00+01:00"));
    }
}
