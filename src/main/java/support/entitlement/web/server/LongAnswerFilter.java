package support.entitlement.web.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.stereotype.Component;
import support.entitlement.web.http.SharedCapacity;

/**
 * Limits how many long answers are written at a time. A client that reads one slowly blocks a thread, and most threads
 * must stay free for short answers. Streams and documents of many have limits of their own. Thread-safe.
 */
@Component
@FilterRegistration(dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
class LongAnswerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LONG_ANSWERS = 64;
    private static final int MAX_WAITING = 32;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final transient SharedCapacity longAnswers;

    @Autowired
    LongAnswerFilter() {
        this(new SharedCapacity(
                MAX_LONG_ANSWERS, MAX_WAITING, MAX_WAIT, MAX_LONG_ANSWERS + " long answers are being read already."));
    }

    LongAnswerFilter(SharedCapacity longAnswers) {
        this.longAnswers = longAnswers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (BodyLimit.of(request).many()) {
            chain.doFilter(request, response);
            return;
        }
        CountedResponse counted = new CountedResponse(response, longAnswers);
        try {
            chain.doFilter(request, counted);
            counted.passOn();
        } finally {
            counted.releaseShare();
        }
    }
}
