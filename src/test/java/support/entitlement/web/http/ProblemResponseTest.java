package support.entitlement.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class ProblemResponseTest {

    @ParameterizedTest
    @EnumSource
    void exactlyWhatPassesByItselfSaysThatAndWhenItMayBeSentAgain(ProblemCode code) throws IOException {
        ProblemResponse problem = ProblemResponse.of(code, "It fails.");
        MockHttpServletResponse written = new MockHttpServletResponse();

        new AnswerWriter(JsonMapper.shared()).writeProblem(problem, written);

        assertThat(problem.retryable())
                .isEqualTo(List.of(429, 503).contains(code.status().value()));
        assertThat(written.containsHeader(HttpHeaders.RETRY_AFTER)).isEqualTo(problem.retryable());
        assertThat(problem.toEntity().getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo(written.getHeader(HttpHeaders.RETRY_AFTER));
        assertThat(JsonMapper.shared()
                        .readTree(written.getContentAsByteArray())
                        .at("/retryable")
                        .booleanValue())
                .isEqualTo(problem.retryable());
    }

    @ParameterizedTest
    @EnumSource(names = "CONFLICT")
    void aConflictThatPassesByItselfSaysSo(ProblemCode code) {
        ProblemResponse problem =
                ProblemResponse.of(code, "Somebody was faster.").asRetryable();

        assertThat(problem.toEntity().getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("1");
    }
}
