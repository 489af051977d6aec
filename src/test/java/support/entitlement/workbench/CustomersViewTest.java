package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import support.entitlement.security.AccessToken;

/** The view of customers, with the shipped tables and three contracts. */
class CustomersViewTest extends WorkbenchTest {

    private static final AccessToken CORA = AccessToken.generateToken();
    private static final AccessToken USA = AccessToken.generateToken();
    private static final AccessToken ANA = AccessToken.generateToken();
    private static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final String SIGNED = """
            {"plan": "Enterprise Premium", "zone": "Europe/Zurich", "validFrom": "2026-01-01", "validUntil": "2090-12-31",
             "terms": [
               {"clause": "§ 4.2", "scope": {"slaCategory": "2", "milestone": "Initial response"}, "within": "12 hours"},
               {"clause": "§ 5", "scope": {"issueType": "Enablement sessions"},
                "allowance": {"amount": 20, "unit": "hours", "per": "term", "carryOver": "none", "limit": "soft"}},
               {"clause": "§ 6", "scope": {"milestone": "Acknowledge"}, "startsAt": "assigned", "endsAt": "called", "startsDuring": "24x7",
                "every": "1 day", "pausedBy": ["on hold"], "resumedBy": ["resumed"], "repeatedUntil": ["estimate given", "called off"]},
               {"clause": "HOSTILE", "terms": {"Language": "HOSTILE"}}]}
            """.replace("HOSTILE", HOSTILE);

    @Override
    protected List<String> settings() {
        List<String> settings = new ArrayList<>();
        List<AccessToken> tokens = List.of(CORA, USA, ANA);
        List<String> roles = List.of("contracts,usage", "usage", "analyst");
        for (int i = 0; i < tokens.size(); i++) {
            String prefix = "--entitlement.security.tokens[" + i + "].";
            settings.add(prefix + "name=somebody " + i);
            settings.add(prefix + "hash=" + tokens.get(i).hash());
            settings.add(prefix + "roles=" + roles.get(i));
        }
        return settings;
    }

    @BeforeAll
    void storeContractsAndUse() throws Exception {
        send("PUT", "/contract", "acme", SIGNED);
        send("PUT", "/contract", "beta", "{\"plan\": \"Enterprise Advanced\", \"validFrom\": \"2026-01-01\"}");
        send("PUT", "/contract", "zeta", "{\"plan\": \"Free\", \"validFrom\": \"2026-01-01\"}");
        send(
                "POST",
                "/usage",
                "acme",
                "{\"issueType\": \"Enablement sessions\", \"amount\": 18, \"reference\": \"first\"}");
        send(
                "POST",
                "/usage",
                "acme",
                "{\"issueType\": \"Enablement sessions\", \"amount\": 4.5, \"reference\": \"second\"}");
    }

    private void send(String method, String what, String customer, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + "v1/customers/" + customer + what))
                .header("Authorization", "Bearer " + CORA.text())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "" + body.hashCode())
                .method(method, BodyPublishers.ofString(body))
                .build();
        Assertions.assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
    }

    private void signIn(AccessToken token) {
        open("#token=" + token.text());
        assertThat(button("Sign out")).isVisible();
    }

    @Test
    void aCustomerIsFoundAndOpenedByTheKeyboard() {
        signIn(CORA);
        open("#/customers");

        page.getByLabel("Customer’s id").focus();
        page.keyboard().type("b");
        assertThat(customers().first()).containsText("beta");
        assertThat(customers()).hasCount(2);
        customers().first().focus();
        page.keyboard().press("Enter");

        assertThat(heading("beta")).isVisible();
        assertThat(page.getByText("It has no terms of its own: the published policy holds."))
                .isVisible();
        assertThat(page).hasURL(Pattern.compile("#/customers/beta\\?from=b$"));
    }

    @Test
    void aContractIsReadBesideWhatItReplaces() {
        signIn(CORA);
        open("#/customers/acme");

        assertThat(row("Terms of version 1", "§ 4.2"))
                .hasText(Pattern.compile("SLA category “2” and milestone “Initial response”\\s*Within 12 hours\\."));
        assertThat(row("Terms of version 1", "§ 6"))
                .hasText(
                        Pattern.compile(
                                "milestone “Acknowledge”\\s*Again every 1 day\\.\\s*Counted from the event “assigned” on\\.\\s*"
                                        + "The clock starts in the hours of “24x7”\\.\\s*Reached by the event “called”\\.\\s*"
                                        + "Paused by “on hold” until “resumed”\\.\\s*Repeated until “estimate given” or “called off”\\."));
        assertThat(row("What the contract replaces", "opened").first())
                .hasText(Pattern.compile("Start of “Acknowledge”\\s*assigned\\s*opened\\s*§ 6"));
        assertThat(row("What the contract replaces", "8 hours"))
                .hasText(Pattern.compile("Time of “Initial response”\\s*12 hours\\s*8 hours\\s*§ 4\\.2"));
        assertThat(row("What the contract replaces", "8 hours")
                        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Issue reports (2)")))
                .hasAttribute("href", "#/ask?customer=acme&issueType=Issue+reports&slaCategory=2");
        assertNoBarriers();
        takeScreenshots("customers");
    }

    @Test
    void anAllowanceSaysWhatWasUsedBeyondIt() {
        signIn(CORA);
        open("#/customers/acme");

        Locator bar = page.locator("allowance-bar");
        assertThat(bar).containsText("used22.5 hours");
        assertThat(bar).containsText("of it beyond the limit2.5 hours");
        assertThat(bar).containsText("left0 hours");
        assertThat(row("Entries of use", "second")).containsText("4.5 hours");
    }

    @Test
    void textsOfContractsAreNeverMarkup() {
        signIn(CORA);
        open("#/customers/acme");

        assertThat(row("What the contract replaces", "Term “Language”")).containsText(HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void aCustomerWithoutAContractIsNoFault() {
        expectFault("404");
        signIn(CORA);
        open("#/customers/nobody");

        assertThat(page.getByText("No contract of this customer is stored. Capitals count in ids."))
                .isVisible();
        assertThat(page.getByText("Nothing was recorded yet.")).isVisible();
    }

    @Test
    void whoBooksUseSeesTheUseAndWhyTheContractIsClosed() {
        signIn(USA);
        open("#/customers");
        page.getByLabel("Customer’s id").fill("acme");
        page.keyboard().press("Enter");

        assertThat(page.getByText("This needs a token with the role contracts."))
                .isVisible();
        assertThat(page.locator("allowance-bar")).isVisible();
        assertThat(customers()).hasCount(0);
    }

    @Test
    void withoutTheRolesTheViewSaysWhichOneItNeeds() {
        signIn(ANA);
        open("#/customers/acme");

        assertThat(page.getByText("This needs a token with the role contracts."))
                .isVisible();
        assertThat(page.getByText("You are signed in as somebody 2, with analyst."))
                .isVisible();
        assertNoBarriers();
    }

    private Locator customers() {
        return page.locator("customer-list li a");
    }

    private Locator row(String table, String text) {
        return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName(table))
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text));
    }
}
