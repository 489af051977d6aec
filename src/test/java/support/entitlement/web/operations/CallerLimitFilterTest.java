package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import support.entitlement.web.ApiTest;
import support.entitlement.web.http.AnswerWriter;

/** Each holder of a token may send so many requests a minute. */
class CallerLimitFilterTest extends ApiTest {

    private static final int PER_MINUTE = 6;

    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CallerLimitFilter filter;

    CallerLimitFilterTest(@Autowired AnswerWriter answers) {
        filter = new CallerLimitFilter(PER_MINUTE, "/actuator", answers, meters, now::get);
    }

    private MockHttpServletResponse send(@Nullable String caller, String path) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setUserPrincipal(caller == null ? null : () -> caller);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private int statusOf(@Nullable String caller) throws Exception {
        return send(caller, "/v1/policy").getStatus();
    }

    @Test
    void whatIsBeyondIsRefusedUntilItsTimeAndOthersAreAnswered() throws Exception {
        for (int i = 0; i < PER_MINUTE; i++) {
            assertThat(statusOf("rita")).isEqualTo(200);
        }
        now.addAndGet(Duration.ofMillis(2_500).toNanos());

        MockHttpServletResponse refused = send("rita", "/v1/policy");

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("8");
        assertThat(refused.getContentAsString())
                .contains(
                        "\"code\":\"too-many-requests\"",
                        "\"retryable\":true",
                        "A caller may send 6 requests a minute.");
        assertThat(meters.get("entitlement.limits.refused").counter().count()).isEqualTo(1);
        assertThat(statusOf("ana")).isEqualTo(200);
        now.addAndGet(Duration.ofMillis(7_500).toNanos());
        assertThat(statusOf("rita")).isEqualTo(200);
        assertThat(statusOf("rita")).isEqualTo(429);
        now.addAndGet(Duration.ofSeconds(60).toNanos());
        for (int i = 0; i < PER_MINUTE; i++) {
            assertThat(statusOf("rita")).isEqualTo(200);
        }
        assertThat(statusOf("rita")).isEqualTo(429);
    }

    @Test
    void callersWithoutATokenAndProbesHaveNoLimit() throws Exception {
        for (int i = 0; i < 3 * PER_MINUTE; i++) {
            assertThat(statusOf(null)).isEqualTo(200);
            assertThat(send("moni", "/actuator/prometheus").getStatus()).isEqualTo(200);
        }
        assertThat(statusOf("moni")).isEqualTo(200);
    }
}
