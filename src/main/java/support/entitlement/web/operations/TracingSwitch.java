package support.entitlement.web.operations;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out what Spring Boot configures for traces unless an endpoint for their spans is set: a service that sends none neither loads
 * the classes of OpenTelemetry nor observes requests.
 */
public final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String[] PACKAGES = {
        "org.springframework.boot.opentelemetry.", "org.springframework.boot.micrometer.tracing."
    };

    private boolean sendsSpans;

    /** Returns true if the settings name an endpoint for spans. One that is empty is none. */
    public static boolean sendsSpans(Environment settings) {
        return StringUtils.hasText(settings.getProperty(ENDPOINT));
    }

    @Override
    public void setEnvironment(Environment settings) {
        sendsSpans = sendsSpans(settings);
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[configurations.length];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = sendsSpans || !isOfTraces(configurations[i]);
        }
        return matches;
    }

    private static boolean isOfTraces(@Nullable String configuration) {
        return configuration != null && Stream.of(PACKAGES).anyMatch(configuration::startsWith);
    }
}
