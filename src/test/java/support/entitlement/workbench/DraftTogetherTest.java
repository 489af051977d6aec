package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two people who edit one draft, and a service that goes away meanwhile. */
class DraftTogetherTest extends DraftTest {

    /** The log of releases outlives the service, other than those of tests do. */
    @Override
    protected List<String> settings() {
        List<String> settings = new ArrayList<>(super.settings());
        settings.add("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("releases") + ";DB_CLOSE_ON_EXIT=FALSE");
        return settings;
    }

    @Test
    void twoPeopleSeeEachOthersChangesAndLoseNeither() throws Exception {
        long draft = createDraft("Together");
        openCell(draft, PLANS, FIRST, "B");
        try (Page paul = openAsPaul("#/drafts/" + draft + "/plans.csv?row=9&column=B")) {
            assertThat(focused(paul)).isVisible();
            page.keyboard().type("of ada");
            paul.keyboard().press("Alt+Shift+Insert");
            paul.keyboard().type("of paul");
            paul.keyboard().press("Enter");

            assertThat(cell(page, FIRST + 1, 0)).hasText("of paul");
            assertThat(page.locator("policy-grid textarea")).hasValue("of ada");
            press("Enter");
            assertThat(cell(paul, FIRST, 1)).hasText("of ada");
            awaitSaved(page);
            awaitSaved(paul);
        }

        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("of ada");
        assertThat(text(draft, PLANS, FIRST + 1, 0)).isEqualTo("of paul");
    }

    @Test
    void aCellThatBothChangedIsShownWithBothTexts() throws Exception {
        long draft = createDraft("Conflict");
        openCell(draft, PLANS, FIRST, "B");
        try (Page paul = openAsPaul("#/drafts/" + draft + "/plans.csv?row=8&column=B")) {
            assertThat(focused(paul)).isVisible();
            page.keyboard().type("of ada");
            paul.keyboard().type("of paul");
            paul.keyboard().press("Enter");
            awaitSaved(paul);
            assertThat(cell(page, FIRST, 1)).containsText("of paul");
            press("Enter");

            assertThat(page.getByText("You and somebody else changed the same cell."))
                    .isVisible();
            assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("of paul");
            assertNoBarriers();
            takeScreenshots("draft-conflict");
            page.onDialog(dialog -> dialog.accept());
            page.reload();
            assertThat(button("Take that of paul, “of paul”")).isVisible();
            assertThat(cell(page, FIRST, 1)).containsText("of ada");
            button("Write another text …").click();
            page.getByLabel("Another text").fill("of both");
            button("Write it").click();
            assertThat(cell(paul, FIRST, 1)).hasText("of both");
        }

        assertThat(page.getByText("You and somebody else changed the same cell."))
                .isHidden();
        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("of both");
    }

    @Test
    void aTextThatClashesWhenThePageComesBackIsShownWithBothTexts() throws Exception {
        expectFault("Failed to load resource");
        long draft = createDraft("Clashing");
        openCell(draft, PLANS, FIRST, "B");
        page.route("**/changes", route -> route.abort());
        page.keyboard().type("of ada");
        press("Enter");
        assertThat(page.getByText("Not saved: the service is away; 1 change waits"))
                .isVisible();
        page.onDialog(dialog -> dialog.accept());
        page.navigate("about:blank");
        page.unroute("**/changes");
        change(draft, 1, """
                [{"op": "set", "file": "plans.csv", "cell": "B8", "before": "Basic", "after": "of the API"},
                 {"op": "insert-rows", "file": "plans.csv", "row": 8, "rows": [["New", "Basic"]]}]""");

        page.navigate(service.address() + "#/drafts/" + draft + "/" + PLANS);

        button("Take mine, “of ada”").click();
        awaitSaved(page);
        assertThat(text(draft, PLANS, FIRST + 1, 1)).isEqualTo("of ada");
        assertThat(text(draft, PLANS, FIRST, 0)).isEqualTo("New");
    }

    @Test
    void nothingIsLostWhenTheServiceGoesAwayWhileOneTypes() throws Exception {
        expectFault("Failed to load resource");
        long draft = createDraft("Away");
        openCell(draft, PLANS, FIRST, "B");
        page.keyboard().type("before");
        press("Enter");
        awaitSaved(page);

        service.stop();
        page.keyboard().type("while away");
        press("Enter", "Alt+Insert");
        page.keyboard().type("a new row");
        press("Enter");
        assertThat(page.getByText("Not saved: the service is away; 2 changes wait"))
                .isVisible();
        service.start();
        await().untilAsserted(() -> assertThat(sheet(draft, PLANS).toString()).contains("before"));
        awaitSaved(page);

        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("before");
        assertThat(text(draft, PLANS, FIRST + 1, 1)).isEqualTo("while away");
        await().untilAsserted(() ->
                assertThat(sheet(draft, PLANS).get("rows").toString()).containsOnlyOnce("a new row"));
    }

    @Test
    void aRequestThatArrivesAfterItWasSentAgainChangesNothingTwice() throws Exception {
        expectFault("Failed to load resource");
        long draft = createDraft("Late");
        openCell(draft, PLANS, FIRST, "A");
        int rows = sheet(draft, PLANS).get("rows").size();
        List<Request> late = new ArrayList<>();
        page.route("**/changes", route -> {
            if (late.isEmpty()) {
                late.add(route.request());
                route.abort();
            } else {
                route.resume();
            }
        });

        page.waitForResponse(
                answer -> answer.url().endsWith("/changes") && answer.status() == 200, () -> press("Alt+Insert"));
        awaitSaved(page);
        assertThat(sheet(draft, PLANS).get("rows")).hasSize(rows + 1);
        Request first = late.get(0);
        RequestOptions same = RequestOptions.create().setMethod("POST").setData(first.postData());
        List.of("authorization", "content-type", "if-match", "idempotency-key")
                .forEach(name -> same.setHeader(name, first.headers().get(name)));
        APIResponse answer = page.request().fetch(first.url(), same);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(sheet(draft, PLANS).get("rows")).hasSize(rows + 1);
    }

    @Test
    void whatWasNotSavedIsSentAfterAReload() throws Exception {
        expectFault("Failed to load resource");
        long draft = createDraft("Reloaded");
        openCell(draft, PLANS, FIRST, "B");
        page.route("**/changes", route -> route.abort());
        page.keyboard().type("kept");
        press("Enter");
        assertThat(page.getByText("Not saved: the service is away; 1 change waits"))
                .isVisible();
        page.keyboard().type("still typed");
        page.onDialog(dialog -> dialog.accept());
        page.unroute("**/changes");
        page.reload();

        assertThat(cell(page, FIRST, 1)).hasText("kept");
        assertThat(cell(page, FIRST + 1, 1)).hasText("still typed");
        assertThat(text(draft, PLANS, FIRST + 1, 1)).isEqualTo("still typed");
    }
}
