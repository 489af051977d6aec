package support.entitlement.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextChecksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"); System.exit(0); (\"",
                "\" + Runtime.getRuntime().exec(\"id\") + \"",
                "eval(true)",
                "$param",
                "${env.HOME}",
                "#{T(java.lang.Runtime).getRuntime()}",
                "@{new java.io.File('x').delete()}",
                "new ProcessBuilder(\"sh\").start()",
                "java.nio.file.Files",
                "drools.halt()",
                "entitlement.begin(null)",
                "import java.net.*;",
                "rule \"x\" when then exit end",
                "\\u0022 + x",
                "/* comment",
                "true || true",
                "=HYPERLINK(\"http://x\")",
                "=cmd|'/c calc'!A1",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "+cmd|'/C calc'!A0",
                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>",
                "<script>alert(1)</script>",
                "function f() {}"
            })
    void codeAndFormulasAreToldFromWords(String text) {
        assertThat(TextChecks.isCode(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Best effort\" support",
                "Customer Success Manager & Solution Engineer",
                "up to 8 hours / year",
                "upon request (see the \"Support\" page)",
                "No response time guarantee.",
                "questions about SDKs (Next, Nuxt, Gatsby, etc.)",
                "- after 18:00 by phone only",
                "+41 44 123 45 67",
                "@support on the forum",
                "Rule of thumb: the end of the next day, then we call",
                "new releases and imports",
                "System is not possible; see Runtime",
                "24/7 = always",
                "a new plan (2026)",
                "C:\\users",
                "price $5",
                "R&D"
            })
    void wordsOfPoliciesAreWords(String text) {
        assertThat(TextChecks.isCode(text)).isFalse();
    }
}
