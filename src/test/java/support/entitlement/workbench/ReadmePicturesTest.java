package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Makes the pictures of the README anew, if asked to: {@code -Dmanual=write}. */
@EnabledIfSystemProperty(named = "manual", matches = "write")
class ReadmePicturesTest extends WorkbenchTest {

    private static final Path PICTURES = Path.of(".github", "pictures");
    private static final long MAX_BYTES = 150_000;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

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

    private void takePicture(String name) throws IOException {
        assertThat(page.getByText("has been in force since")).isVisible();
        Path picture = PICTURES.resolve(name);
        page.screenshot(new ScreenshotOptions().setPath(picture));
        Assertions.assertThat(Files.size(picture)).isLessThan(MAX_BYTES);
    }
}
