package support.entitlement.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeInCellChecksTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The time of a processor, which other work on the machine does not lengthen; a tenth of it suffices. */
    private static final Duration MAX_TIME = Duration.ofSeconds(6);

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
                "function f() {}",
                "function int f(x) { return 1; }",
                "x\"); y",
                "a.b.Tripwire.spring()",
                "org.kie.api.KieServices",
                "global java.util.List x;",
                "javascript:alert(1)",
                "System . exit (0)",
                "new Evil(1)",
                "rule x when eval then y",
                "exit(0)"
            })
    void codeAndFormulasAreToldFromWords(String text) {
        assertThat(CodeInCellChecks.isCode(text)).isTrue();
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
                "R&D",
                "Loss of a function from (percent)",
                "function of the plan (see below)",
                "load (percent) of the system",
                "peak load (over 80 %)",
                "in case of an exit (end of life)",
                "escalated to an exec (the CTO)",
                "the annual entitlement. Unused hours expire (see terms).",
                "Restart the System. Then (if it fails) call.",
                "Business Class. (see note)",
                "to import tickets; export is not supported",
                "a new Customer (from 2026) or new Customer(s)",
                "rule of thumb: call when it is urgent",
                "global support until the end of the day",
                "package deals; see the price list",
                "declare an outage by the end of the day",
                "(see “Support”), that is (\"best effort\")",
                "called \"Gold\"; formerly \"Premium\"",
                "a rack of 19\"; or 21\"",
                "JavaScript: best effort; Python: none",
                "https://www.java.com/download and https://drools.org",
                "https://example.com/entitlement.html?a=1&b={id}",
                "mail support@example.com; or call",
                "@support (on the forum)",
                "- phone(s) only",
                "select a plan where it fits; return it within 30 days",
                "class A (critical); try again, then catch up"
            })
    void wordsOfPoliciesAreWords(String text) {
        assertThat(CodeInCellChecks.isCode(text)).isFalse();
    }

    /** Each of these patterns once took time by the square of the length: many times as much for so long a text. */
    @ParameterizedTest
    @ValueSource(strings = {"declare a.", "function f(", "import a.", "rule x when ", "new A"})
    void longTextsTakeNoLongerThanTheirLengthAsks(String repeated) {
        String text = repeated.repeat(300_000 / repeated.length());

        Duration took = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            long start = THREADS.getCurrentThreadCpuTime();
            CodeInCellChecks.isCode(text);
            return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        });

        assertThat(took).isLessThan(MAX_TIME);
    }
}
