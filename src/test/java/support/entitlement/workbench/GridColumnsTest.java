package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The columns of a grid that stay in view. */
class GridColumnsTest extends GridTest {

    @Test
    void theFirstConditionStaysInViewWhenTheTableIsScrolledSideways() {
        showGrid(20, Map.of());
        Object edge = page.evaluate("() => grid.renderRoot.querySelector('tbody th').getBoundingClientRect().right");

        page.evaluate("() => { grid.renderRoot.querySelector('.box').scrollLeft = 900; }");

        assertThat(page.evaluate("() => grid.renderRoot.querySelector('.box').scrollLeft"))
                .isNotEqualTo(0);
        assertThat(page.evaluate("() => grid.renderRoot.querySelector('tbody td').getBoundingClientRect().left"))
                .isEqualTo(edge);
    }
}
