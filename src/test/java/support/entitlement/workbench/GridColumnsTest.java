package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
        Object scrolled = scrolledTo();
        assertThat(page.evaluate("() => grid.renderRoot.querySelector('tbody td').getBoundingClientRect().left"))
                .isEqualTo(edge);
        cell(3, 0).click();

        assertThat(focused()).hasText("r3c0");
        assertThat(scrolledTo()).isEqualTo(scrolled).isNotEqualTo(0);
        press("ArrowRight");
        assertThat((boolean) focused()
                        .evaluate("cell => cell.getBoundingClientRect().left + 1 >= cell.previousElementSibling"
                                + ".getBoundingClientRect().right"))
                .isTrue();
    }

    private Object scrolledTo() {
        return page.evaluate("() => grid.renderRoot.querySelector('.box').scrollLeft");
    }
}
