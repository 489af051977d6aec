package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Response;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import support.entitlement.security.issuer.CodeFlow;
import support.entitlement.security.issuer.Issuer;

/** People who sign in at an OpenID Connect issuer. */
class IssuerSignInTest extends WorkbenchTest {

    private Issuer issuer;

    @Override
    protected List<String> settings() throws Exception {
        issuer = new Issuer();
        return List.of(
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
                "--spring.security.oauth2.resourceserver.jwt.audiences=" + Issuer.AUDIENCE,
                "--entitlement.security.sign-in-client-id=" + CodeFlow.CLIENT);
    }

    @AfterAll
    void stopTheIssuer() {
        issuer.close();
    }

    @BeforeEach
    void letTheIssuerAccept() {
        issuer.signIn().accept(claims -> claims.claim("roles", List.of("contracts")));
    }

    @Test
    void aPersonSignsInAndComesBackToThePlaceFromBefore() {
        open("#/customers");
        signIn();

        assertThat(button("Sign out")).isVisible();
        assertThat(page.getByText("anna").first()).isVisible();
        assertThat(page).hasURL(service.address() + "#/customers");
        assertThat(heading("Customers")).isVisible();
        Assertions.assertThat(
                        page.evaluate(
                                "import('./workbench/app/session.js').then(({session}) => session.may('contracts') && session.me.token)"))
                .isEqualTo("issuer");
        Assertions.assertThat(page.evaluate("Object.keys(sessionStorage).join()"))
                .isEqualTo("token");
    }

    @Test
    void thePolicyOfThePageAllowsTheIssuerAndItsTokenEndpointToBeAsked() {
        Response answer = page.navigate(service.address());

        Assertions.assertThat(answer.headerValue("Content-Security-Policy"))
                .contains("connect-src 'self' " + issuer.uri() + " " + issuer.tokenOrigin() + ";");
    }

    @Test
    void aPersonWhomTheIssuerRefusesIsToldWhy() {
        issuer.signIn().refuse("Anna is on <b>leave</b>.");
        open("#/ask");
        signIn();

        assertThat(page.getByText("The issuer refuses: Anna is on <b>leave</b>."))
                .isVisible();
        assertThat(heading("Ask")).isVisible();
        assertThat(page).hasURL(service.address() + "#/ask");
        assertThat(button("Sign in")).isVisible();
        assertNoBarriers();
    }

    @Test
    void tokensThatWereMadeForAnotherSignInAreRefused() {
        issuer.signIn().useNonce("of another sign-in");
        open("");
        signIn();

        assertThat(page.getByText("The tokens of the issuer were not made for this sign-in."))
                .isVisible();
        assertThat(button("Sign in")).isVisible();
    }

    @Test
    void anAnswerThatNobodyAskedForIsRefusedAndIsNotLeftInTheAddress() {
        open("?code=stolen&state=guessed");

        assertThat(page.getByText("The answer of the issuer is none to a sign-in of this tab."))
                .isVisible();
        assertThat(page).hasURL(service.address());
    }

    private void signIn() {
        button("Sign in").click();
        button("Sign in at " + issuer.uri().replace("http://", "")).click();
    }
}
