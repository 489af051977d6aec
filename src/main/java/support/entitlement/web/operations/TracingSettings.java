package support.entitlement.web.operations;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import support.entitlement.settings.RefusedSettingsException;
import support.entitlement.web.http.Quote;

/** Refuses an endpoint for spans to which none can be sent, before anything is made to send them. */
@Component
final class TracingSettings implements BeanFactoryPostProcessor, EnvironmentAware {

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment given) {
        environment = given;
    }

    /**
     * Checks the endpoint.
     *
     * @throws RefusedSettingsException if one is set that is no address of a server
     */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        checkEndpoint(Objects.requireNonNull(environment));
    }

    static void checkEndpoint(Environment settings) {
        if (!TracingSwitch.sendsSpans(settings)) {
            return;
        }
        String endpoint = settings.getProperty(TracingSwitch.ENDPOINT, "");
        if (!isAddress(endpoint)) {
            throw new RefusedSettingsException(List.of(TracingSwitch.ENDPOINT + " is “" + Quote.of(endpoint)
                    + "” and must be an http or https address, such as http://collector:4318/v1/traces. Leave it empty to send no"
                    + " spans."));
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return List.of("http", "https")
                            .contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
                    && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
