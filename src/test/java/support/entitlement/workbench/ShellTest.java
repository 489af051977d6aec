package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frame around the views. */
class ShellTest extends WorkbenchTest {

    @Test
    void theFirstPageIsTheSupportMatrix() {
        open("");

        assertThat(heading("Support matrix")).isVisible();
        assertThat(page).hasTitle("Support matrix · Support entitlements");
        takeScreenshots("shell");
    }

    @ParameterizedTest
    @CsvSource({
        "#/matrix, Support matrix",
        "#/ask, Ask",
        "#/calendars, Clock",
        "#/tables, Tables",
        "#/releases, Releases",
        "#/customers, Customers",
        "#/nothing, No such view"
    })
    void everyViewHasAnAddressAndNoBarriers(String address, String heading) {
        open(address);

        assertThat(heading(heading)).isVisible();
        assertNoBarriers();
    }

    @Test
    void theNavigationLeadsToAViewAndTheBrowsersButtonBack() {
        open("");

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Ask").setExact(true))
                .click();
        assertThat(heading("Ask")).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN)).isFocused();

        page.goBack();
        assertThat(heading("Support matrix")).isVisible();
    }

    private Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(text).setExact(true));
    }
}
