package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletInputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import support.entitlement.web.http.BusyException;

class BodyReceptionTest {

    private static final int MEBIBYTE = 1 << 20;

    private final BodyMemory memory = new BodyMemory();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/evaluation");

    private void takeAllMemory() {
        memory.takeMemory(Integer.MAX_VALUE, Integer.MAX_VALUE).close();
    }

    /** A server removes all listeners when a request becomes asynchronous once more, as it does to wait for a thread. */
    @Test
    void aBodyWhoseRequestEndsWhileItWaitsForAThreadGivesItsMemoryBack() throws Exception {
        ReceivedBody body = new ReceivedBody(BodyLimit.of(request), memory);
        AtomicInteger late = new AtomicInteger();
        MockAsyncContext reception = new MockAsyncContext(request, null);
        BodyReception.startReception(
                mock(ServletInputStream.class),
                reception,
                body,
                new ReceptionEndings(
                        AsyncContext::dispatch, context -> late.incrementAndGet(), context -> {}, context -> {}));
        body.appendBytes(new byte[MEBIBYTE], MEBIBYTE);
        BodyReception listener = (BodyReception) reception.getListeners().get(0);
        listener.onAllDataRead();
        assertThatThrownBy(this::takeAllMemory).isInstanceOf(BusyException.class);

        MockAsyncContext wait = new MockAsyncContext(request, null);
        listener.onStartAsync(new AsyncEvent(wait));
        assertThat(wait.getListeners()).containsExactly(listener);
        listener.onTimeout(new AsyncEvent(wait));
        wait.complete();

        assertThat(late).hasValue(0);
        takeAllMemory();
    }
}
