package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service that shows strangers nothing, with the token that it made at its start. */
class ClosedReadingTest extends WorkbenchTest {

    @Override
    protected List<String> settings() {
        return List.of("--entitlement.security.open-reading=none");
    }

    @Test
    void aStrangerIsAskedToSignInAtEveryAddress() {
        for (String address : List.of("", "#/ask", "#/tables/plans.csv?row=9")) {
            open(address);

            assertThat(page.getByText("This needs a token.")).isVisible();
            assertThat(page).hasTitle(Pattern.compile("Sign in · Support entitlements$"));
        }
        assertNoBarriers();
        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByLabel("Token")).isVisible();
    }

    @Test
    void theLinkThatTheServiceWritesAtItsStartSignsIn() throws Exception {
        page.navigate(Files.readString(findLink()).strip());

        assertThat(heading("Support matrix")).isVisible();
        assertThat(button("Sign out")).isVisible();
    }

    private Path findLink() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("memory"))) {
            return files.filter(file -> file.endsWith("sign-in-link"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
