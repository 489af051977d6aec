package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.mock;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;
import support.entitlement.web.evaluation.EvaluationMetrics;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.security.SecurityProblemHandler;
import tools.jackson.databind.json.JsonMapper;

class ApiExceptionHandlerTest {

    private final ApiExceptionHandler handler = new ApiExceptionHandler(
            mock(EvaluationMetrics.class), mock(SecurityProblemHandler.class), mock(AnswerWriter.class));

    /** Jackson may wrap the refusal if it comes while a member is written. */
    @Test
    void anAnswerThatIsRefusedWhileItIsWrittenIsABusyProblem() {
        SharedCapacity places = new SharedCapacity(1, 0, Duration.ZERO, "Busy.");
        places.takeShare(1);
        Throwable refusal = catchThrowable(() -> JsonMapper.shared()
                .writeValue(
                        new OutputStream() {
                            @Override
                            public void write(int octet) {
                                places.takeShare(1);
                            }
                        },
                        Map.of("member", Map.of("text", "x".repeat(100_000)))));

        ResponseEntity<Object> answer = handler.handleHttpMessageNotWritable(
                new HttpMessageNotWritableException("refused", refusal),
                new HttpHeaders(),
                HttpStatus.INTERNAL_SERVER_ERROR,
                new ServletWebRequest(new MockHttpServletRequest()));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
    }
}
