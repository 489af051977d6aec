package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.json.JsonMapper;

/** The log of releases of a service that asks for four eyes: two releases, of which ada wrote the second, and a proposal. */
class ReleasesViewTest extends WorkbenchTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AccessToken ADA = AccessToken.generateToken();
    private static final AccessToken PAUL = AccessToken.generateToken();
    private static final String HOSTILE = "Agreed <img src=x onerror=alert`1`> <b>on Monday</b>";

    @Override
    protected List<String> settings() {
        return List.of(
                "--entitlement.security.four-eyes=true",
                "--entitlement.security.tokens[0].name=ada",
                "--entitlement.security.tokens[0].hash=" + ADA.hash(),
                "--entitlement.security.tokens[0].roles=history",
                "--entitlement.security.tokens[1].name=paul",
                "--entitlement.security.tokens[1].hash=" + PAUL.hash(),
                "--entitlement.security.tokens[1].roles=history");
    }

    @BeforeAll
    void publish(@TempDir Path edits) throws Exception {
        service.awaitRelease(1);
        EditedTables edited = EditedTables.in(edits);
        edited.replaceInRow("sla-agreements.csv", List.of("2", "Acknowledge", "4 hours"), "Within", "2 hours");
        propose(1, edits.resolve("sla-agreements.csv"), HOSTILE);
        post("v1/policy/proposals/1/approve", "{}", PAUL, 201);
        edited.replaceInRow("allowances.csv", List.of("8", "hours"), "Amount", "12");
        publishHistory(edits.resolve("allowances.csv"));
        propose(2, edits.resolve("allowances.csv"), "More workshops");
    }

    private void publishHistory(Path table) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of(
                "basedOn",
                1,
                "inForceSince",
                "2020-01-01T00:00:00Z",
                "tables",
                Map.of(table.getFileName().toString(), Files.readString(table))));
        post("v1/policy/releases", body, ADA, 202);
        post("v1/policy/proposals/2/approve", "{}", PAUL, 201);
    }

    @Test
    void aReleaseThatTookForceInThePastIsShownAsHistory() {
        openAs(ADA, "#/releases");

        assertThat(entry("Release 3")).containsText("history");
        assertThat(entry("Release 3")).containsText("Published as history by ada, approved by paul");
        assertThat(entry("Release 3")).containsText("1 January 2020");
        assertThat(entry("Release 3")).containsText("The first release of history.");
        assertThat(entry("Release 2")).containsText("in force");
        assertNoBarriers();
    }

    @Test
    void theTimelineSaysWhatEachReleaseChangedAndWhatFollowed() {
        openAs(ADA, "#/releases");

        Locator second = entry("Release 2");
        assertThat(second).containsText("in force");
        assertThat(second).containsText("Published by ada, approved by paul");
        assertThat(second).containsText("SLA agreements: 1 cell changed");
        assertThat(second).containsText("Within: “4 hours” → “2 hours”");
        assertThat(second)
                .containsText("1 kind of question is answered differently: 1 better for customers, none worse.");
        assertThat(entry("Release 1")).containsText("The first release.");
        assertNoBarriers();
        takeScreenshots("releases");
    }

    @Test
    void aProposalThatWaitsIsShownToThoseWhoMayReadIt() {
        openAs(ADA, "#/releases");

        assertThat(heading("1 proposal waiting for approval")).isVisible();
        assertThat(page.locator("waiting-proposals")).containsText("More workshops");
        assertThat(page.locator("cell-changes")).containsText("Amount: “8” → “12”");
        assertThat(page.locator("proposal-entry")).containsText("1 better for customers, none worse.");
        assertThat(button("Approve and publish")).isDisabled();
        assertThat(button("Approve and publish"))
                .hasAccessibleDescription("You have proposed it, so paul must approve.");
        assertNoBarriers();
        takeScreenshots("proposals");
    }

    @Test
    void somebodyElseSeesWhatTheProposalWouldChangeNowAndRefusesIt() throws Exception {
        EditedTables edited = EditedTables.in(Files.createDirectory(folder.resolve("refused")));
        edited.replaceInRow("allowances.csv", List.of("8", "hours"), "Amount", "1");
        propose(2, folder.resolve("refused/allowances.csv"), "Fewer workshops");
        openAs(PAUL, "#/releases");
        Locator proposal =
                page.locator("proposal-entry").filter(new Locator.FilterOptions().setHasText("Fewer workshops"));

        assertThat(proposal).containsText("none better for customers, 1 worse.");
        assertThat(proposal.getByText("Approve and publish")).isEnabled();
        proposal.getByText("Refuse").focus();
        page.keyboard().press("Enter");

        assertThat(page.getByText(Pattern.compile("Proposal \\d+ is closed\\.")))
                .isVisible();
        assertThat(proposal).hasCount(0);
    }

    @Test
    void whoMayPublishSeesWhatGoingBackToAReleaseWouldChange() {
        openAs(PAUL, "#/releases");
        entry("Release 1").getByText("Go back to this release").click();

        assertThat(button("Go back to release 1: 1 answer worse, ada must approve"))
                .isEnabled();
        assertThat(entry("Release 2").locator("way-back")).hasCount(0);
    }

    @Test
    void strangersSeeNeitherAuthorsNorProposals() {
        open("#/releases");

        assertThat(page.getByText("Authors and comments are shown to callers with a token."))
                .isVisible();
        assertThat(entry("Release 2")).containsText("SLA agreements: 1 cell changed");
        assertThat(entry("Release 2")).not().containsText("ada");
        assertThat(page.locator("waiting-proposals")).not().containsText("waiting");
    }

    @Test
    void twoReleasesAreComparedCellByCellByKeyboardOnly() {
        open("#/releases");
        Locator link = page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Compare with release 1"));
        assertThat(link).isVisible();
        link.focus();
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("#/releases\\?from=1&to=2$"));
        Locator row = page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("Enterprise Premium · Issue reports · 2"));
        assertThat(row.getByRole(AriaRole.CELL)).hasText(new String[] {"Within", "“4 hours”", "“2 hours”"});
        assertThat(page.locator("release-comparison")).containsText("Acknowledge: 4 hours → 2 hours");
        assertNoBarriers();
        takeScreenshots("comparison");

        page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("To release"))
                .selectOption("1");
        assertThat(page.getByText("Their tables are equal.")).isVisible();
    }

    @Test
    void theChosenReleasesFollowTheAddressBack() {
        open("#/releases?from=1&to=2");
        Locator newer = page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("To release"));
        newer.selectOption("1");
        assertThat(page.getByText("Their tables are equal.")).isVisible();

        page.goBack();

        assertThat(newer).hasValue("2");
        assertThat(heading("Changes from release 1 to release 2")).isVisible();
    }

    @Test
    void theFirstReleaseIsComparedWithNone() {
        open("#/releases?to=1");

        assertThat(entry("Release 1")).containsText("The first release.");
    }

    @Test
    void olderReleasesThatCannotBeReadLeaveTheOthersShown() {
        expectFault("500");
        page.route(address -> address.contains("/v1/policy/releases?limit=10"), this::refuseOlderReleases);
        open("#/releases");

        button("Show older releases").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The log is away.");
        assertThat(entry("Release 2")).containsText("SLA agreements: 1 cell changed");
        assertThat(button("Show older releases")).isEnabled();
    }

    @Test
    void manyChangedRowsAreShownAPartAtATime() {
        open("#/releases");
        page.evaluate("async () => {"
                + " await import('./workbench/views/releases/release-comparison.js');"
                + " const rows = Array.from({length: 450}, (_, i) => ({row: i + 8, state: 'changed', cells: {A: 'a'},"
                + "   changes: [{column: 'A', before: 'a', after: 'b'}]}));"
                + " const table = {table: 'T', file: 't.csv', state: 'changed', columns: [], rows};"
                + " const element = document.createElement('release-comparison');"
                + " element.comparison = {older: {id: 1}, newer: {id: 2}, between: [], leftOut: 0,"
                + "   difference: {changes: [], tables: [table]}};"
                + " document.querySelector('workbench-app').renderRoot.append(element); }");
        Locator rows = page.locator("release-comparison tbody tr");
        assertThat(rows).hasCount(200);
        assertThat(page.getByText("200 of 450 rows shown.")).isVisible();

        button("Show more rows").click();
        button("Show more rows").click();

        assertThat(rows).hasCount(450);
        assertThat(button("Show more rows")).hasCount(0);
    }

    @Test
    void aReleaseThatThereNeverWasIsSaid() {
        expectFault("404");
        open("#/releases?from=1&to=9");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Releases are numbered from 1 to 3.");
    }

    @Test
    void markupInCommentsIsShownAsText() {
        openAs(ADA, "#/releases");

        assertThat(entry("Release 2")).containsText(HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
    }

    private void refuseOlderReleases(Route route) {
        if (route.request().url().contains("before=")) {
            route.fulfill(new FulfillOptions()
                    .setStatus(500)
                    .setContentType("application/problem+json")
                    .setBody("{\"title\": \"Failed\", \"detail\": \"The log is away.\"}"));
        } else {
            String page = route.fetch().text().replaceAll("\"before\"\\s*:\\s*null", "\"before\": 1");
            route.fulfill(
                    new FulfillOptions().setContentType("application/json").setBody(page));
        }
    }

    private void openAs(AccessToken token, String fragment) {
        open("#token=" + token.text());
        assertThat(button("Sign out")).isVisible();
        open(fragment);
    }

    private Locator entry(String heading) {
        return page.locator("release-entry")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new GetByRoleOptions().setName(Pattern.compile("^" + heading + "\\b")))));
    }

    private void propose(long basedOn, Path table, String comment) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of(
                "basedOn",
                basedOn,
                "comment",
                comment,
                "tables",
                Map.of(table.getFileName().toString(), Files.readString(table))));
        post("v1/policy/releases", body, ADA, 202);
    }

    private void post(String path, String body, AccessToken token, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(service.address() + path))
                                .header("Authorization", "Bearer " + token.text())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
