package support.entitlement.web.operations;

import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import support.entitlement.settings.RefusedSettingsException;
import support.entitlement.settings.SettingsCheck;
import support.entitlement.web.http.HttpAddress;
import support.entitlement.web.http.Quote;

/** Refuses an endpoint for spans to which none can be sent, before anything is made to send them. */
@Component
final class TracingSettings extends SettingsCheck {

    @Override
    protected void checkSettings(Environment settings, ConfigurableListableBeanFactory beans) {
        checkEndpoint(settings);
    }

    static void checkEndpoint(Environment settings) {
        if (!TracingSwitch.sendsSpans(settings)) {
            return;
        }
        String endpoint = settings.getProperty(TracingSwitch.ENDPOINT, "");
        if (HttpAddress.parse(endpoint).isEmpty()) {
            throw new RefusedSettingsException(List.of(TracingSwitch.ENDPOINT + " is “" + Quote.of(endpoint)
                    + "” and must be an http or https address, such as http://collector:4318/v1/traces. Leave it empty to send no"
                    + " spans."));
        }
    }
}
