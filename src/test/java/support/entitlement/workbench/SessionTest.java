package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import support.entitlement.security.Access;
import support.entitlement.security.AccessToken;
import support.entitlement.security.OpenReading;
import support.entitlement.security.Role;

/** People who sign in to a service with a token for each role, and what the page knows of their rights. */
class SessionTest extends WorkbenchTest {

    private static final Pattern WITHOUT_FRAGMENT = Pattern.compile("[^#]*#?");
    private static final String REFUSED = "401";

    private final Map<Role, AccessToken> tokens = new EnumMap<>(Role.class);

    @Override
    protected List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (Role role : Role.values()) {
            tokens.put(role, AccessToken.generateToken());
            String prefix = "--entitlement.security.tokens[" + role.ordinal() + "].";
            settings.add(prefix + "name=the " + role);
            settings.add(prefix + "hash=" + tokens.get(role).hash());
            settings.add(prefix + "roles=" + role);
        }
        return settings;
    }

    @ParameterizedTest
    @EnumSource
    void aLinkSignsInAndThePageKnowsWhatTheRoleMayDo(Role role) {
        open("#token=" + tokens.get(role).text());

        assertThat(page.getByText("the " + role, new GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page).hasURL(WITHOUT_FRAGMENT);
        for (Access access : Access.values()) {
            boolean allowed = access.permits(OpenReading.PLANS, Set.of(role));
            Assertions.assertThat(askSession("may", access)).as("%s", access).isEqualTo(allowed);
            Assertions.assertThat(askSession("reasonAgainst", access))
                    .isEqualTo(allowed ? "" : "This needs " + access.describeRequirement(OpenReading.PLANS) + ".");
        }
    }

    @Test
    void aTokenIsPastedAndKeptUntilTheSignOut() {
        open("#/ask");
        button("Sign in").click();
        token().fill(" " + tokens.get(Role.ANALYST).text() + "\n");
        page.keyboard().press("Enter");
        assertThat(button("Sign out")).isVisible();
        assertThat(heading("Ask")).isVisible();

        page.reload();
        button("Sign out").click();

        assertThat(button("Sign in")).isVisible();
        Assertions.assertThat((Integer) page.evaluate("sessionStorage.length + localStorage.length"))
                .isZero();
    }

    @Test
    void aTokenThatIsNotKnownIsRefusedInTheDialogAndTheKeyboardLeavesIt() {
        expectFault(REFUSED);
        open("");
        button("Sign in").focus();
        page.keyboard().press("Enter");
        assertThat(token()).isFocused();
        assertNoBarriers();
        page.keyboard().type("unknown");
        page.keyboard().press("Enter");

        assertThat(page.getByText("The token is not known, or has expired.")).isVisible();
        token().fill("two words");
        page.keyboard().press("Enter");
        assertThat(page.getByText("A token is one word")).isVisible();
        takeScreenshots("sign-in");
        page.keyboard().press("Escape");
        assertThat(token()).isHidden();
        assertThat(button("Sign in")).isFocused();
    }

    @Test
    void aLinkWithATokenThatIsNotKnownLeavesAStrangerWhoIsToldSo() {
        expectFault(REFUSED);
        open("#token=unknown");

        assertThat(page.getByText("Your token is not accepted any more.")).isVisible();
        assertThat(heading("Support matrix")).isVisible();
        assertThat(button("Sign in")).isVisible();
    }

    @Test
    void eachRightOfTheServiceIsKnownToThePage() {
        open("");
        assertThat(heading("Support matrix")).isVisible();

        Assertions.assertThat(
                        page.evaluate(
                                "import('./workbench/app/session.js').then(({session}) => session.me.rights.map(each => each.right))"))
                .isEqualTo(Arrays.stream(Access.values()).map(Access::toString).toList());
    }

    private Object askSession(String method, Access right) {
        return page.evaluate(
                "([method, right]) => import('./workbench/app/session.js').then(({session}) => session[method](right))",
                List.of(method, right.toString()));
    }

    private Locator token() {
        return page.getByRole(AriaRole.DIALOG, new GetByRoleOptions().setName("Sign in"))
                .getByLabel("Token");
    }
}
