package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.SharedCapacity;

class LongAnswerFilterTest {

    private static final byte[] PIECE = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    private final SharedCapacity places = new SharedCapacity(1, 0, Duration.ZERO, "Busy.");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private void answerWith(FilterChain chain) throws Exception {
        new LongAnswerFilter(places).doFilter(new MockHttpServletRequest("GET", "/v1/vocabulary"), response, chain);
    }

    private static void writePieces(OutputStream out, int pieces) throws Exception {
        for (int piece = 0; piece < pieces; piece++) {
            out.write(PIECE);
        }
    }

    /** A writer that fails writes the rest of its own buffer when it is closed. */
    @Test
    void aRefusedLongAnswerLeavesNothingBeforeTheProblem() throws Exception {
        SharedCapacity.Share last = places.takeShare(1);

        answerWith((request, counted) -> {
            counted.setContentType("text/plain");
            response.setHeader("ETag", "\"answer\"");
            OutputStream answer = counted.getOutputStream();
            assertThatThrownBy(() -> writePieces(answer, 10)).isInstanceOf(BusyException.class);
            assertThat(counted.isCommitted()).isFalse();
            answer.write(PIECE);
            answer.flush();
            counted.getOutputStream().write("problem".getBytes(StandardCharsets.US_ASCII));
        });

        assertThat(response.getContentAsString()).isEqualTo("problem");
        assertThat(response.getHeader("ETag")).isNull();
        last.close();
    }

    @Test
    void longAnswersAreWholeAndGiveTheirPlacesBack() throws Exception {
        for (int time = 1; time <= 2; time++) {
            answerWith(
                    (request, counted) -> assertThat(counted.getOutputStream()).satisfies(out -> writePieces(out, 10)));
            assertThat(response.getContentAsByteArray()).hasSize(time * 10 * PIECE.length);
        }
    }

    @Test
    void shortAnswersNeedNoPlace() throws Exception {
        SharedCapacity.Share last = places.takeShare(1);

        answerWith((request, counted) -> counted.getOutputStream().write(PIECE));

        assertThat(response.getContentAsByteArray()).isEqualTo(PIECE);
        last.close();
    }
}
