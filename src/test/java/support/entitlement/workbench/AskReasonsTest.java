package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import support.entitlement.EditedTables;
import support.entitlement.security.AccessToken;

/** The reasons of an answer: the rows that made it, why others do not count, releases that turned it, and contracts. */
class AskReasonsTest extends WorkbenchTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String OUTAGE = "#/ask?plan=Enterprise+Premium&issueType=API+outage&slaCategory=1";
    private static final String NOT_COVERED = "#/ask?plan=Free&issueType=API+outage";

    private EditedTables tables;

    /** The shipped tables, with a plan whose cells hold markup. */
    @Override
    protected void writeTables(Path rules) {
        tables = EditedTables.in(rules)
                .addRow(
                        "plans.csv",
                        Map.of("Plan", HOSTILE, "Support level", HOSTILE, "Notice", HOSTILE, "Notes", HOSTILE))
                .addRow(
                        "support-matrix.csv",
                        Map.of(
                                "Support level",
                                HOSTILE,
                                "Issue type",
                                "API outage",
                                "Entitled",
                                "yes",
                                "Guarantee",
                                "none",
                                "Guarantee in words",
                                HOSTILE,
                                "Covers",
                                HOSTILE));
    }

    @Override
    protected List<String> settings() {
        return List.of(
                "--entitlement.security.tokens[0].name=cora",
                "--entitlement.security.tokens[0].hash=" + TOKEN.hash(),
                "--entitlement.security.tokens[0].roles=contracts");
    }

    @Test
    void theRowsThatAnsweredAreLitAmongTheirNeighbours() {
        open(OUTAGE);

        assertThat(table("Support matrix").locator("tr.lit")).hasCount(1);
        assertThat(table("Support matrix").locator("tr.lit th")).containsText("19");
        assertThat(table("SLA agreements").locator("tr.lit")).hasCount(3);
        assertNoBarriers();
    }

    @Test
    void aRowThatDoesNotAnswerShowsWhichConditionFailsAndTheAddressNamesIt() {
        open(OUTAGE);
        button("Row 20: why not").click();
        Locator explanation = page.locator("row-trial");

        assertThat(explanation).containsText("Row 20 does not answer: 1 of 3 conditions fails.");
        assertThat(explanation.locator(".fails")).containsText("SLA category is one of 2, 3, but here it is “1”.");
        assertNoBarriers();
        String address = page.url();
        page.navigate("about:blank");
        page.navigate(address);
        assertThat(explanation).containsText("Row 20 does not answer");
    }

    @Test
    void aTableWithoutARowShowsThoseThatComeNearest() {
        open(NOT_COVERED);

        assertThat(page.getByText("No row of “Support matrix” covers this question."))
                .isVisible();
        assertThat(table("Support matrix").locator("tbody th")).hasCount(3);
    }

    @Test
    void aRowIsChosenByItsNumberAndOneThatDoesNotExistIsRefused() {
        expectFault("404");
        open(NOT_COVERED);

        page.getByLabel("Why not row").fill("99");
        button("Explain").click();
        assertThat(page.getByText("The rows of “Support matrix” stand between 8 and 23 of the file."))
                .isVisible();

        page.getByLabel("Why not row").fill("20");
        button("Explain").click();
        assertThat(page.locator("row-trial")).containsText("Row 20 does not answer: 2 of 3 conditions fail.");
    }

    @Test
    void aChosenRowOfATableThatIsGoneHidesNoReasonAndIsForgottenForAnotherQuestion() {
        expectFault("404");
        open(OUTAGE + "&table=Gone&row=1");

        assertThat(page.locator("answer-tables").getByRole(AriaRole.ALERT)).containsText("Gone");
        assertThat(table("Support matrix")).isVisible();
        page.getByLabel("Issue type").selectOption("Issue reports");

        assertThat(page).hasURL(Pattern.compile("issueType=Issue\\+reports&slaCategory=1$"));
    }

    @Test
    void aPlaceThatIsAskedForWhileTheViewIsLoadedIsShown() {
        page.route("**/views/ask/facts.js", route -> {
            page.evaluate("address => location.hash = address", OUTAGE);
            route.resume();
        });
        open("#/ask");

        assertThat(table("Support matrix")).isVisible();
    }

    @Test
    void theHistoryIsAskedAgainAfterItsPlaceWasLeft() {
        open("#/ask");
        assertThat(page.getByText("has been in force since")).isVisible();
        page.route("**/v1/evaluations", route -> {});
        open(OUTAGE + "&history=yes");
        assertThat(page.getByText("Asking the releases …")).isVisible();
        open("#/calendars");
        assertThat(heading("Calendars")).isVisible();
        page.unroute("**/v1/evaluations");

        open(OUTAGE + "&history=yes");

        assertThat(page.getByText("The first release.")).isVisible();
    }

    @Test
    void theHistorySaysWithWhichReleaseAndCellTheAnswerTurned() {
        open(OUTAGE);
        tables.replaceInRow("sla-agreements.csv", List.of("1", "Acknowledge"), "Within", "2 hours");
        await().pollInSameThread()
                .until(() -> page.evaluate("fetch('v1/policy').then(it => it.json()).then(it => it.inForce.release)")
                        .equals(2));

        button("Ask every release").click();

        Locator history = page.locator("answer-history");
        assertThat(history.getByRole(AriaRole.HEADING)).hasCount(2);
        assertThat(history.locator("del")).hasText("within 1 hour, counted in the calendar “24x7”");
        assertThat(history.locator("ins")).hasText("within 2 hours, counted in the calendar “24x7”");
        assertThat(history).containsText("SLA agreements, row 8: Within from “1 hour” to “2 hours”");
        assertNoBarriers();
    }

    @Test
    void aCustomerIsAskedForOnlyByThoseWhoMayAndInTheZoneOfTheContract() {
        store("acme", """
                {"plan": "Enterprise Premium", "zone": "Asia/Tokyo", "validFrom": "2026-01-01",
                 "terms": [{"clause": "§ 4.2", "scope": {"milestone": "Initial response"}, "within": "12 hours"}]}
                """);
        open("#/ask");
        Locator choice = page.getByLabel("A customer");
        assertThat(choice).isDisabled();
        assertThat(choice)
                .hasAccessibleDescription(
                        "A customer’s contract is not shown to everybody. This needs a token with the role reader.");

        open("#token=" + TOKEN.text());
        assertThat(button("Sign out")).isVisible();
        open("#/ask");
        choice.check();
        page.getByLabel("Customer", new GetByLabelOptions().setExact(true)).fill("acme");
        page.keyboard().press("Enter");
        page.getByLabel("Issue type").selectOption("API outage");
        button("not possible").click();
        button("no").click();

        assertThat(page.locator("policy-answer h2"))
                .hasText("Yes. Customer “acme” is entitled to support for “API outage”.");
        assertThat(page.getByText("By the contract, § 4.2; published: within 4 hours."))
                .isVisible();
        assertThat(page.locator("zone-field").getByLabel("Times in the zone")).hasValue("Asia/Tokyo");
        assertThat(page.getByText("Times in Asia/Tokyo.")).isVisible();

        open("#/clock?customer=acme&issueType=API+outage&slaCategory=1");
        assertThat(page.locator("clock-view .moments zone-field").getByLabel("Times in the zone"))
                .hasValue("Asia/Tokyo");
    }

    @Test
    void cellsWithMarkupAreShownAsText() {
        open("#/ask?plan=" + HOSTILE.replace(" ", "+") + "&issueType=API+outage&history=yes");

        assertThat(page.locator("policy-answer h2"))
                .hasText("Yes. “" + HOSTILE + "” is entitled to support for “API outage”.");
        assertThat(table("Support matrix").locator("tr.lit")).containsText(HOSTILE);
        assertThat(page.getByText("The first release.")).isVisible();
        assertThat(page.locator("img")).hasCount(0);
    }

    private Locator table(String name) {
        return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Rows of " + name));
    }

    private void store(String customer, String contract) {
        APIResponse stored = page.request()
                .put(
                        service.address() + "v1/customers/" + customer + "/contract",
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + TOKEN.text())
                                .setHeader("Content-Type", "application/json")
                                .setData(contract));
        Assertions.assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    }
}
