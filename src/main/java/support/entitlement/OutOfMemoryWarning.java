package support.entitlement;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Warns at the start if the virtual machine would go on without memory. Any thread may be the one that gets none and ends, and nobody
 * can tell what a service still does after that; one that ends is started again.
 */
@Component
class OutOfMemoryWarning implements ApplicationListener<ApplicationStartedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemoryWarning.class);
    private static final String OPTION = "ExitOnOutOfMemoryError";

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        if (isNeeded(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))) {
            LOG.warn(
                    "Without -XX:+{} a service that has run out of memory looks alive and may do nothing. Start it with that option"
                            + " of java, or put it into the environment variable JDK_JAVA_OPTIONS.",
                    OPTION);
        }
    }

    /** Virtual machines that do not know the option are not asked. */
    static boolean isNeeded(@Nullable HotSpotDiagnosticMXBean options) {
        return options != null && !isSet(OPTION, options) && !isSet("CrashOnOutOfMemoryError", options);
    }

    private static boolean isSet(String option, HotSpotDiagnosticMXBean options) {
        return Boolean.parseBoolean(options.getVMOption(option).getValue());
    }
}
