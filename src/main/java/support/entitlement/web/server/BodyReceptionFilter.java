package support.entitlement.web.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.SharedCapacity;

/**
 * Receives the body of a request before any thread works on it. Slow bodies therefore occupy no threads, however many
 * arrive at the same time; each has a deadline, and all together are limited to a part of the heap. Streams and uploads
 * are read as they arrive, a limited number at a time. Thread-safe.
 */
public final class BodyReceptionFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String BODY = BodyReceptionFilter.class.getName() + ".body";
    private static final Logger LOG = LoggerFactory.getLogger(BodyReceptionFilter.class);
    private static final int MAX_READ_AS_THEY_COME = 64;
    private static final int MAX_PASSED_OVER_AT_A_TIME = 16;

    private final transient SharedCapacity readAsTheyCome = new SharedCapacity(
            MAX_READ_AS_THEY_COME,
            0,
            Duration.ZERO,
            MAX_READ_AS_THEY_COME + " streams and uploads are being read already. Send this again later.");
    private final transient SharedCapacity passedOver =
            new SharedCapacity(MAX_PASSED_OVER_AT_A_TIME, 0, Duration.ZERO, "Too much is being passed over already.");
    private final transient BodyMemory memory;
    private final transient JsonMemory json;
    private final transient AnswerWriter answers;

    public BodyReceptionFilter(BodyMemory memory, JsonMemory json, AnswerWriter answers) {
        this.memory = memory;
        this.json = json;
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            answerReceived(request, response, chain, (ReceivedBody) request.getAttribute(BODY));
        } else if (!hasBody(request)) {
            chain.doFilter(request, response);
        } else if (BodyLimit.isReadAsItComes(request)) {
            readAsItComes(request, response, chain);
        } else {
            receiveBody(request, response, chain);
        }
    }

    /** Returns whether a body belongs to a request, received or not. */
    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** Closes the connection of a request that was refused before its body was received: no thread is to receive it. */
    public static void closeUnreceived(HttpServletRequest request) {
        if (hasBody(request)) {
            UnreadBody.of(request).closeAfterAnswer();
        }
    }

    private void answerReceived(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, @Nullable ReceivedBody body)
            throws IOException, ServletException {
        if (body == null) {
            chain.doFilter(request, response);
            return;
        }
        ReceivedRequest received =
                new ReceivedRequest(request, body, BodyLimit.of(request).many() ? null : json);
        try {
            chain.doFilter(received, response);
        } finally {
            received.releaseMemory();
        }
    }

    private void receiveBody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BodyLimit limit = BodyLimit.of(request);
        ServletInputStream in = request.getInputStream();
        long length = request.getContentLengthLong();
        ReceivedBody body = new ReceivedBody(limit, memory);
        if (body.receiveArrived(in, length)) {
            answerReceived(request, response, chain, body);
            return;
        }
        request.setAttribute(BODY, body);
        AsyncContext context = request.startAsync();
        context.setTimeout(limit.receptionDeadline(length).toMillis());
        BodyReception.startReception(in, context, body, endings(request, response, limit));
    }

    private ReceptionEndings endings(HttpServletRequest request, HttpServletResponse response, BodyLimit limit) {
        ProblemResponse tooLarge = ProblemResponse.of(ProblemCode.BODY_TOO_LARGE, limit.tooLarge());
        return new ReceptionEndings(
                AsyncContext::dispatch,
                late -> refuseBody(late, response, ProblemResponse.bodyTooSlow()),
                endless -> refuseBody(endless, response, tooLarge),
                cut -> {
                    UnreadBody.of(request).allowAnswer();
                    refuseBody(cut, response, ProblemResponse.bodyCutShort());
                });
    }

    private void refuseBody(AsyncContext context, HttpServletResponse response, ProblemResponse problem) {
        try {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            answers.writeProblem(problem, response);
            response.flushBuffer(); // Without it, Tomcat closes the connection after a body that was cut short.
        } catch (IOException e) {
            LOG.debug("The client has closed the connection", e);
        } finally {
            context.complete();
        }
    }

    private void readAsItComes(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        UnreadBody rest = UnreadBody.of(request);
        SharedCapacity.Share turn;
        try {
            turn = readAsTheyCome.takeShare(1);
        } catch (BusyException e) {
            answers.writeProblem(ProblemResponse.of(ProblemCode.BUSY, String.valueOf(e.getMessage())), response);
            rest.closeAfterAnswer();
            return;
        }
        if (!BodyLimit.isUnlimited(request)) {
            rest.setDeadline(BodyLimit.of(request).receptionDeadline(request.getContentLengthLong()));
        }
        try {
            chain.doFilter(request, response);
        } finally {
            turn.close();
            rest.removeDeadline();
        }
        if (!rest.isFinished()) {
            response.flushBuffer(); // The client reads its answer while the rest is passed over.
            passOver(rest);
        }
    }

    /**
     * Discards the rest of a refused body. Any caller may cause this, so that only a few such requests may occupy a
     * thread.
     */
    private void passOver(UnreadBody rest) {
        SharedCapacity.Share turn;
        try {
            turn = passedOver.takeShare(1);
        } catch (BusyException e) {
            rest.closeAfterAnswer();
            return;
        }
        try {
            rest.passOver();
        } finally {
            turn.close();
        }
    }
}
