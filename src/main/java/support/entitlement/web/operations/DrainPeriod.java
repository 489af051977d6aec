package support.entitlement.web.operations;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps a service that stops answering for a while, in which its readiness is 503. Spring Boot refuses traffic in readiness before it
 * stops anything, and this is the first that it stops. Thread-safe.
 */
@Component
final class DrainPeriod implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DrainPeriod.class);

    private final ShutdownProperties properties;
    private volatile boolean running;

    DrainPeriod(ShutdownProperties properties) {
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Waits until load balancers have noticed. */
    @Override
    public void stop() {
        running = false;
        if (properties.drain().isZero()) {
            return;
        }
        LOG.info(
                "Readiness is 503; requests are answered for another {} ms",
                properties.drain().toMillis());
        try {
            TimeUnit.NANOSECONDS.sleep(properties.drain().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server and all else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
