package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(page.evaluate("import('./workbench/parts/change-words.js').then(words => words.sayChangedAnswers({"
                        + "impact: {worse: " + worse + ", mixed: 0, better: " + better + ", unknown: 0, complete: true,"
                        + " names: [" + (names == null ? "" : names)
                        + "].map(([kind, name, added]) => ({kind, name, added}))},"
                        + " impactState: {state: 'complete'},"
                        + " customers: {state: 'complete', contracts: 20, total: {worse: 12, better: 0}}}))"))
                .isEqualTo(said);
    }
}
