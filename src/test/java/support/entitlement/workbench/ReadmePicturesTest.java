package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import support.entitlement.EditedTables;
import support.entitlement.security.AccessToken;

/** Makes the pictures of the README and of the manual anew, if asked to: {@code -Dmanual=write}. */
@EnabledIfSystemProperty(named = "manual", matches = "write")
class ReadmePicturesTest extends WorkbenchTest {

    private static final AccessToken ADA = AccessToken.generateToken();
    private static final Path PICTURES = Path.of(".github", "pictures");
    private static final Path MANUAL_PICTURES = Path.of("src", "site", "markdown", "pictures");
    private static final String TIMES = "scenarios/times.csv";
    private static final long MAX_BYTES = 250_000;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    /** The shipped tables and scenarios. */
    @Override
    protected void writeTables(Path rules) throws IOException {
        EditedTables.in(rules);
        Path scenarios = Files.createDirectory(rules.resolve("scenarios"));
        try (Stream<Path> files = Files.list(Path.of("rules", "scenarios"))) {
            for (Path file : files.toList()) {
                Files.copy(file, scenarios.resolve(file.getFileName()));
            }
        }
    }

    @Override
    protected List<String> settings() {
        return List.of(
                "--entitlement.security.tokens[0].name=ada",
                "--entitlement.security.tokens[0].hash=" + ADA.hash(),
                "--entitlement.security.tokens[0].roles=publisher");
    }

    @BeforeEach
    void makeThePageWideAndLight() {
        page.setViewportSize(WIDTH, HEIGHT);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    @Test
    void theSupportMatrix() throws IOException {
        open("#/matrix?plan=Enterprise+Premium");
        assertThat(page.getByText("Acknowledge within 1 hour").first()).isVisible();

        takePicture("matrix.png");
    }

    @Test
    void aQuestionWithItsAnswer() throws IOException {
        open("#/ask?plan=Enterprise+Premium&issueType=API+outage&productionUse=not+possible&workaround=false"
                + "&openedAt=2026-03-06T16:30:00%2B01:00&zone=Europe/Zurich");
        assertThat(page.getByText("Friday 6 March 2026 at 17:30").first()).isVisible();

        takePicture("ask.png");
    }

    @Test
    void aDraftFromTheMistakeToTheWayBack() throws IOException {
        expectFault("the server responded with a status of 4"); // The mistyped time has no meaning to be shown.
        page.setViewportSize(WIDTH, 900);
        open("#token=" + ADA.text());
        assertThat(button("Sign out")).isVisible();
        DraftRequests drafts = new DraftRequests(page.request(), service.address() + "v1/policy/drafts", ADA);
        long draft = drafts.createDraft("Faster first response");

        drafts.setCell(draft, "sla-agreements.csv", "E12", "8 hours", "6 huors");
        open("#/drafts/" + draft + "/sla-agreements.csv?row=12&column=E");
        assertThat(page.locator("draft-problems")).containsText("6 huors");
        takePicture(MANUAL_PICTURES, "draft-mistake.png");

        drafts.setCell(draft, "sla-agreements.csv", "E12", "6 huors", "6 hours");
        assertThat(page.locator("draft-scenarios")).containsText("23 of 25");
        page.locator("draft-scenarios").scrollIntoViewIfNeeded();
        takePicture(MANUAL_PICTURES, "draft-scenarios.png");

        String before = "Acknowledge: 4 hours, Initial response: 8 hours";
        String after = before.replace('8', '6');
        drafts.setCell(draft, TIMES, "I4", before, after);
        drafts.setCell(draft, TIMES, "I5", before, after);
        String due = "Acknowledge: 2026-03-29T06:30:00+02:00, Initial response: 2026-03-29T10:30:00+02:00";
        drafts.setCell(draft, TIMES, "J5", due, due.replace("10:30", "08:30"));
        page.getByText("Ask both").click();
        assertThat(page.locator("draft-twin .turned")).containsText("6 hours");
        assertThat(page.locator("draft-publish button.open")).containsText("25 of 25");
        takePicture(MANUAL_PICTURES, "draft-twin.png");

        button("Close").click();
        page.locator("draft-publish button.open").click();
        page.getByLabel("Comment").fill("Agreed with support on Monday");
        takePicture(MANUAL_PICTURES, "draft-publish.png");

        button("Publish").click();
        assertThat(button("Go back to release 1: 1 answer worse")).isVisible();
        takePicture(MANUAL_PICTURES, "draft-back.png");
    }

    private void takePicture(String name) throws IOException {
        takePicture(PICTURES, name);
    }

    private void takePicture(Path folder, String name) throws IOException {
        assertThat(page.getByText("has been in force since")).isVisible();
        Path picture = folder.resolve(name);
        page.screenshot(new ScreenshotOptions().setPath(picture));
        Assertions.assertThat(Files.size(picture)).isLessThan(MAX_BYTES);
    }
}
