package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowStatesTest extends ScriptTest {

    @Test
    void aRowThatIsOverAndReachedByNoScenarioSaysBoth() {
        assertThat(page.evaluate("""
                import('./workbench/views/tables/lit-rows.js').then(({statesOfRows}) => {
                  const over = [1, 1, 2].map(row => ({row, state: 'dimmed', text: 'over'}));
                  return statesOfRows(null, [8, 9], 'Plans', {indexOfRow: number => number - 8}, over)
                    .map(({row, state, text}) => `${row} ${state}: ${text}`).join('; ');
                })
                """))
                .isEqualTo("0 unused: no scenario; 1 unused dimmed: no scenario, over; 2 dimmed: over");
    }

    @Test
    void aRowThatIsOverOrHasYetToBeginSaysSo() {
        assertThat(page.evaluate("""
                import('./workbench/views/tables/problem-marks.js').then(({rowsBeyondTime}) => rowsBeyondTime(
                    [['validity-over', 'D7'], ['validity-ahead', 'C8'], ['never-fires', 'C9']].map(([code, cell]) => ({code, cell})),
                    {columnsBetween: first => [first], rowsBetween: first => [first]})
                  .map(({row, state, text}) => `${row} ${state}: ${text}`).join('; '))
                """)).isEqualTo("7 dimmed: over; 8 dimmed: not begun");
    }
}
