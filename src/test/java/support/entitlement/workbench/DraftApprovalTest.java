package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.security.AccessToken;

/** A draft of a service that asks for four eyes: one person proposes it, another approves what the first one saw. */
class DraftApprovalTest extends WorkbenchTest {

    private static final AccessToken ADA = AccessToken.generateToken();
    private static final AccessToken PAUL = AccessToken.generateToken();

    @Override
    protected List<String> settings() {
        return List.of(
                "--entitlement.security.four-eyes=true",
                "--entitlement.security.tokens[0].name=ada",
                "--entitlement.security.tokens[0].hash=" + ADA.hash(),
                "--entitlement.security.tokens[0].roles=publisher",
                "--entitlement.security.tokens[1].name=paul",
                "--entitlement.security.tokens[1].hash=" + PAUL.hash(),
                "--entitlement.security.tokens[1].roles=publisher");
    }

    @Test
    void oneProposesADraftAndAnotherApprovesIt() {
        expectBusyChecks();
        DraftRequests drafts = new DraftRequests(page.request(), service.address() + "v1/policy/drafts", ADA);
        long draft = drafts.createDraft("More workshops");
        drafts.setCell(draft, "allowances.csv", "C8", "8", "12");
        openAs(ADA, "#/drafts/" + draft);

        button("Propose 1 cell: 1 answer better, paul must approve").click();
        page.getByLabel("Comment").fill("Agreed on Friday");
        button("Propose").click();
        assertThat(heading("Proposed as proposal 1")).isVisible();
        assertNoBarriers();

        openAs(PAUL, "#/releases");
        Locator proposal = page.locator("proposal-entry");
        assertThat(proposal).containsText("Agreed on Friday");
        assertThat(proposal).containsText("Amount: “8” → “12”");
        assertThat(proposal).containsText("1 better for customers, none worse.");
        button("Comment on allowances.csv C8").click();
        page.getByLabel("Who reads the proposal sees it.").fill("<b>Why</b> 12?");
        assertNoBarriers();
        page.getByRole(AriaRole.DIALOG)
                .getByText("Comment", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(proposal.locator("cell-changes .comments")).containsText("<b>Why</b> 12?");
        button("Comment on the proposal").click();
        page.getByLabel("Who reads the proposal sees it.").fill("Fine with me");
        page.keyboard().press("Enter");
        assertThat(proposal).containsText("Fine with me");
        assertNoBarriers();
        takeScreenshots("proposal-comments");
        page.setViewportSize(1440, 900);
        openAs(ADA, "#/releases");
        assertThat(proposal.locator("cell-changes .comments")).containsText("paul");
        openAs(PAUL, "#/releases");
        button("Approve and publish").click();
        assertThat(page.getByText("Proposal 1 is release 2 now.")).isVisible();

        open("#/drafts/" + draft);
        assertThat(heading("Published as release 2")).isVisible();
    }

    private void openAs(AccessToken token, String fragment) {
        open("#token=" + token.text());
        assertThat(button("Sign out")).isVisible();
        open(fragment);
    }
}
