package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import support.entitlement.EditedTables;

/** The view that asks the policy: the form, the facts that matter, and the answer in sentences. */
class AskViewTest extends WorkbenchTest {

    private static final int MAX_STOPS = 40;
    private static final String OUTAGE = "#/ask?plan=Enterprise+Premium&issueType=API+outage&openedAt="
            + "2026-03-06T16:30:00%2B01:00&zone=Europe/Zurich";

    private EditedTables tables;

    /** The shipped tables, with conditions on a number and on a date. */
    @Override
    protected void writeTables(Path rules) {
        tables = EditedTables.in(rules)
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"seats\"] >= $param", "Seats from")
                .replaceInRow("support-matrix.csv", List.of("Basic", "Issue reports"), "Seats from", "5")
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"purchasedOn\"] < $param", "Purchased before")
                .replaceInRow(
                        "support-matrix.csv",
                        List.of("Enterprise Advanced", "Enablement sessions"),
                        "Purchased before",
                        "2018-09-17");
    }

    @Test
    void aQuestionIsAskedAndItsAnswerExplainedByKeyboardAlone() {
        open("#/ask");
        reachByTab(page.getByLabel("Plan", exact()));
        page.keyboard().type("Enterprise P");
        reachByTab(page.getByLabel("Issue type"));
        page.keyboard().type("API");

        reachByTab(button("not possible"));
        page.keyboard().press("Enter");
        assertThat(heading("Workaround?")).isFocused();
        reachByTab(button("no"));
        page.keyboard().press("Enter");

        assertThat(verdict()).isFocused();
        assertThat(verdict()).hasText("Yes. “Enterprise Premium” is entitled to support for “API outage”.");
        assertThat(page).hasURL(Pattern.compile("productionUse=not\\+possible&workaround=false$"));
        reachByTab(button("Row 19: why it answers"));
        page.keyboard().press("Enter");
        assertThat(page.getByText("Row 19 answers: all its conditions hold.")).isVisible();
    }

    @Test
    void aChoiceSaysHowTheAnswerWouldTurn() {
        open("#/ask?plan=Enterprise+Premium&issueType=Issue+reports");

        assertThat(button("not possible")).hasAccessibleDescription("Then workaround decides.");
        assertThat(button("not severely impacted"))
                .hasAccessibleDescription(Pattern.compile("SLA category: 3.*", Pattern.DOTALL));
        assertNoBarriers();
        takeScreenshots("ask-next-fact");
    }

    @Test
    void aFactThatNobodyKnowsIsSkipped() {
        open("#/ask?plan=Enterprise+Premium&issueType=API+outage");

        button("I do not know").click();

        assertThat(heading("Workaround?")).isFocused();
        assertThat(page).hasURL(Pattern.compile("unknown=%2Fimpact%2FproductionUse$"));
    }

    @Test
    void aNumberIsAskedForAsANumber() {
        open("#/ask?plan=Free&issueType=Issue+reports");

        assertThat(verdict()).containsText("That depends. 1 fact that is not known yet can entitle “Free”");
        assertThat(page.getByText("The tables tell apart at 5.")).isVisible();
        page.getByLabel("Seats", exact()).fill("7");
        button("Answer").click();

        assertThat(verdict()).containsText("Yes. “Free” is entitled");
        assertThat(page).hasURL(Pattern.compile("attribute.seats=7$"));
    }

    @Test
    void anAnswerSaysInTheZoneOfTheAddressWhenPromisesFallDue() {
        open(OUTAGE + "&slaCategory=1");

        assertThat(page.getByText("Acknowledge: Friday 6 March 2026 at 17:30")).isVisible();
        assertThat(page.getByText("within 1 hour, counted in the calendar “24x7”"))
                .isVisible();
        assertNoBarriers();
        takeScreenshots("ask");

        open(OUTAGE.replace("Europe/Zurich", "Asia/Tokyo") + "&slaCategory=1");
        assertThat(page.getByText("Acknowledge: Saturday 7 March 2026 at 01:30"))
                .isVisible();
        assertThat(page.getByText("Times in Asia/Tokyo.")).isVisible();
    }

    @Test
    void aTimeIsTypedInTheZoneAndKeptInTheAddress() {
        open("#/ask?plan=Free&issueType=Product+support&zone=America/New_York");

        page.getByText("When opened now").click();
        page.getByLabel("The case is opened").fill("2026-07-03T09:15");

        assertThat(page).hasURL(Pattern.compile("openedAt=2026-07-03T09%3A15%3A00-04%3A00"));
        assertThat(page.getByText("opened Friday 3 July 2026 at 09:15", loosely()))
                .isVisible();
    }

    @Test
    void aDateIsTakenOnceItIsTypedAndNotAfterTheFirstDigitOfItsYear() {
        open("#/ask?plan=Free&issueType=Product+support");
        page.getByText("Tell more").click();
        Locator purchased = page.locator("fact-field input[type=date]");

        purchased.focus();
        page.keyboard().type("11202026");
        assertThat(purchased).hasValue("2026-11-20");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("attribute.purchasedOn=2026-11-20$"));
    }

    @Test
    void aTypedInstantIsTakenByTheButtonThatStaysInItsPlace() {
        open("#/ask?plan=Free&issueType=Product+support&zone=UTC");
        page.getByText("When opened now").click();
        Locator opened = page.locator("instant-field").first();

        opened.locator("input").focus();
        page.keyboard().type("11202026");
        page.keyboard().press("Tab");
        page.keyboard().type("0930AM");
        assertThat(opened.locator("input")).hasValue("2026-11-20T09:30");
        assertThat(page).not().hasURL(Pattern.compile("openedAt"));
        opened.getByText("Set", new Locator.GetByTextOptions().setExact(true)).click();

        assertThat(page).hasURL(Pattern.compile("openedAt=2026-11-20T09%3A30%3A00%2B00%3A00"));
        assertThat(opened.getByText("Set", new Locator.GetByTextOptions().setExact(true)))
                .isFocused();
        opened.getByText("Now", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(page).not().hasURL(Pattern.compile("openedAt"));
    }

    @Test
    void namesThatAreNotKnownAreMendedByOneClickEach() {
        expectFault("422");
        open("#/ask?plan=Enterprise+Premuim&issueType=API+outagge");

        assertThat(page.getByLabel("Plan", exact())).hasAttribute("aria-invalid", "true");
        assertNoBarriers();
        takeScreenshots("ask-refused");
        button("Take “Enterprise Premium”").click();
        button("Take “API outage”").click();

        assertThat(verdict()).containsText("“Enterprise Premium”");
    }

    @Test
    void anInstantWithoutAReleaseIsRefusedAtItsField() {
        expectFault("422");
        open("#/ask?plan=Free&issueType=Product+support&asOf=2020-01-01T00:00:00Z");

        assertThat(page.getByLabel("By the policy in force"))
                .hasAccessibleDescription(Pattern.compile("No release was in force then.*"));
    }

    @Test
    void anAnswerThatIsNoLeadsToTheIssueTypeToAskAbout() {
        open("#/ask?plan=Enterprise+Premium&issueType=API+outage&slaCategory=2");

        assertThat(verdict()).hasText("No. “Enterprise Premium” is not entitled to support for “API outage”.");
        page.getByText("ask about that").click();

        assertThat(verdict()).hasText("Yes. “Enterprise Premium” is entitled to support for “Issue reports”.");
    }

    @Test
    void theButtonOfTheBrowserBringsBackTheChoiceOfBefore() {
        open("#/ask?plan=Free");
        page.getByLabel("Issue type").selectOption("Issue reports");
        assertThat(page).hasURL(Pattern.compile("issueType=Issue\\+reports$"));
        page.getByLabel("Issue type").selectOption("API outage");
        assertThat(page).hasURL(Pattern.compile("issueType=API\\+outage$"));

        page.goBack();

        assertThat(page.getByLabel("Issue type")).hasValue("Issue reports");
    }

    @Test
    void theNextQuestionBeginsWithoutTheTextOfTheOneBefore() {
        open("#/ask?plan=Free&issueType=Issue+reports");
        page.getByLabel("Seats", exact()).fill("7");

        page.locator("next-fact")
                .evaluate(
                        "element => { element.fact = {...element.fact, pointer: '/attributes/other', words: 'other'} }");

        assertThat(page.getByLabel("Other", exact())).hasValue("");
    }

    @Test
    void aPolicyThatComesIntoForceIsAskedAnew() {
        open("#/ask?plan=Enterprise+Premium&issueType=API+outage&slaCategory=1");
        assertThat(verdict()).isVisible();
        assertThat(page.getByText("has been in force since")).isVisible();

        tables.replaceInRow("plans.csv", List.of("Enterprise Premium"), "Notice", "A notice of the new policy.");

        assertThat(page.locator("policy-answer")).containsText("A notice of the new policy.");
    }

    private void reachByTab(Locator target) {
        assertThat(target).isVisible();
        for (int stop = 0; stop < MAX_STOPS && !isFocused(target); stop++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    private static boolean isFocused(Locator target) {
        return (boolean) target.evaluate("element => element.matches(':focus')");
    }

    private Locator verdict() {
        return page.locator("policy-answer h2");
    }

    private static GetByLabelOptions exact() {
        return new GetByLabelOptions().setExact(true);
    }

    private static GetByTextOptions loosely() {
        return new GetByTextOptions().setExact(false);
    }
}
