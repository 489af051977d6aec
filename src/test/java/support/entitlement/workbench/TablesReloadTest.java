package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.EditedTables;

/** The view of tables while other tables come into force. */
class TablesReloadTest extends WorkbenchTest {

    private static final List<String> ROW = List.of("Enterprise Advanced");

    private EditedTables tables;

    @Override
    protected void writeTables(Path rules) {
        tables = EditedTables.in(rules);
    }

    @Test
    void tablesInForceAreReadAgainAndTheFocusStaysWhereItIs() {
        open("#/tables/plans.csv?row=9&column=C");
        assertThat(page.locator("td:focus")).hasCount(1);
        Locator signIn = page.getByRole(AriaRole.BANNER)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"));
        signIn.focus();

        tables.replaceInRow("plans.csv", ROW, "Notice", "Read <b>again</b>");

        assertThat(page.locator("cell-detail")).containsText("Read <b>again</b>");
        assertThat(signIn).isFocused();
    }

    @Test
    void aReleaseThatTheAddressNamesIsNotReadAgain() {
        open("#/tables/plans.csv?release=1&row=9&column=C");
        assertThat(page.locator("td:focus")).hasCount(1);
        Locator offered = page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Release"))
                .locator("option");
        int count = offered.count();
        page.getByLabel("Filter rows").fill("Advanced");

        tables.replaceInRow("plans.csv", ROW, "Notice", "Not in release 1");

        assertThat(offered).hasCount(count + 1);
        assertThat(page.getByLabel("Filter rows")).hasValue("Advanced");
        assertThat(page.getByLabel("Filter rows")).isFocused();
        assertThat(page.locator("cell-detail")).not().containsText("Not in release 1");
    }
}
