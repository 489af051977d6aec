package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The view that asks the policy, with the shipped tables. */
class AskViewTest extends WorkbenchTest {

    private static final String OUTAGE = "#/ask?plan=Enterprise+Premium&issueType=API+outage&openedAt="
            + "2026-03-06T16:30:00%2B01:00&zone=Europe/Zurich";

    @Test
    void onlyTheFactsThatMatterAreAskedFor() {
        open("#/ask");

        page.getByLabel("Plan", exact()).selectOption("Enterprise Premium");
        page.getByLabel("Issue type").selectOption("API outage");
        button("not possible").click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Workaround?"))).isFocused();
        button("no").click();

        assertThat(verdict()).hasText("Yes. “Enterprise Premium” is entitled to support for “API outage”.");
        assertThat(verdict()).isFocused();
        assertThat(page).hasURL(Pattern.compile("productionUse=not\\+possible&workaround=false$"));
    }

    @Test
    void anAnswerSaysWhenPromisesFallDue() {
        open(OUTAGE + "&slaCategory=1");

        assertThat(page.getByText("Acknowledge: Friday 6 March 2026 at 17:30")).isVisible();
        assertThat(page.getByText("within 1 hour, counted in the calendar “24x7”"))
                .isVisible();
        assertNoBarriers();
        takeScreenshots("ask");
    }

    @Test
    void aNameThatIsNotKnownIsMendedByOneClick() {
        expectFault("422");
        open("#/ask?plan=Enterprise+Premuim&issueType=API+outage");

        assertThat(page.getByLabel("Plan", exact())).hasAttribute("aria-invalid", "true");
        assertNoBarriers();
        button("Take “Enterprise Premium”").click();

        assertThat(verdict()).containsText("“Enterprise Premium”");
    }

    @Test
    void aCustomerCannotBeAskedForWithoutARight() {
        open("#/ask");

        Locator choice = page.getByLabel("A customer");
        assertThat(choice).isDisabled();
        assertThat(choice).hasAccessibleDescription("Asking for a customer needs a token with the role reader.");
    }

    private Locator verdict() {
        return page.locator("policy-answer h2");
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    private static GetByLabelOptions exact() {
        return new GetByLabelOptions().setExact(true);
    }
}
