package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;

/** The state of the service at the top of every view. */
@ExpectedErrors("refused for these problems")
class HealthBannerTest extends WorkbenchTest {

    private EditedTables tables;

    @Override
    protected void writeTables(Path rules) {
        tables = EditedTables.in(rules);
    }

    @Override
    protected List<String> settings() {
        return List.of(
                "--entitlement.security.open-reading=all",
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("log"));
    }

    @Test
    void refusedTablesAreShownWithTheirCellsAtTheTopOfEveryViewUntilTheyAreMended() throws Exception {
        open("");
        assertThat(heading("Support matrix")).isVisible();
        Path file = folder.resolve("rules").resolve("sla-agreements.csv");
        String sound = Files.readString(file);
        tables.replaceEverywhere("sla-agreements.csv", "1 hour", "1 <b>huor</b>");

        Locator link = page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("sla-agreements.csv!"))
                .first();
        assertThat(link).isVisible();
        assertThat(page.getByText("“1 <b>huor</b>”").first()).isVisible();
        assertNoBarriers();
        takeScreenshots("refused");
        link.click();
        assertThat(page).hasURL(service.address() + "#/tables/sla-agreements.csv?row=8&column=E");
        assertThat(link).isVisible();

        Files.writeString(file, sound);
        assertThat(link).isHidden();
    }

    @Test
    void aViewThatIsChosenWhileTheServiceIsAwayIsShownWhenItIsBack() {
        expectFault("ERR_");
        open("#/ask");
        assertThat(heading("Ask")).isVisible();

        service.stop();
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Releases"))
                .click();
        assertThat(page.getByText("“Releases” is loaded …")).isVisible();
        assertThat(page.getByText("The service does not answer.")).isVisible();
        service.start();

        assertThat(heading("Releases")).isVisible();
    }

    @Test
    void aPageGoesOnWhenAServiceThatWentAwayIsBack() {
        expectFault("ERR_");
        open("#/ask");
        assertThat(heading("Ask")).isVisible();
        Locator notice = page.getByText("The service does not answer.");

        service.stop();
        assertThat(notice).isVisible();
        assertNoBarriers();
        JSHandle answer =
                page.evaluateHandle("import('./workbench/app/api.js').then(({read}) => ({asked: read('v1/policy')}))");
        service.start();

        assertThat(notice).isHidden();
        assertThat(heading("Ask")).isVisible();
        Assertions.assertThat(answer.evaluate("({asked}) => asked.then(policy => policy.inForce.release)"))
                .isEqualTo(1);
    }
}
