package support.entitlement.security.authentication;

import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import support.entitlement.security.issuer.IssuerSettings;
import support.entitlement.settings.RefusedSettingsException;
import support.entitlement.settings.SettingsCheck;

/**
 * Rejects wrong security settings before any bean is created: a wrong setting must neither leave access open nor
 * lock everyone out. All errors are reported at once, each with the name of the setting; no message repeats a hash or a
 * token.
 */
@Component
final class SecuritySettings extends SettingsCheck {

    static final String PREFIX = "entitlement.security";

    @Override
    protected void checkSettings(Environment settings, ConfigurableListableBeanFactory beans) {
        refuseIfAny(IssuerSettings.errorsIn(settings));
        try {
            SecurityProperties properties = Binder.get(settings).bindOrCreate(PREFIX, SecurityProperties.class);
            refuseIfAny(TokenSettings.errorsIn(properties));
            refuseIfAny(signInErrors(properties, settings));
        } catch (BindException e) {
            refuseIfAny(List.of(describeError(e)));
        }
    }

    private static List<String> signInErrors(SecurityProperties properties, Environment settings) {
        String id = properties.signInClientId();
        return id == null || IssuerSettings.issuerIn(settings).isPresent()
                ? List.of()
                : List.of(PREFIX
                        + ".sign-in-client-id is the name of the workbench at an issuer, and no issuer is set. Set"
                        + " spring.security.oauth2.resourceserver.jwt.issuer-uri, too.");
    }

    /** Describes the error without the value, of which Spring Boot's message shows a part. */
    private static String describeError(BindException e) {
        if (e.getCause() instanceof UnboundConfigurationPropertiesException gap) {
            return gap.getUnboundProperties().iterator().next().getName()
                    + " comes after a gap. Number the entries of a list from 0.";
        }
        return e.getName() + " cannot be read."
                + (e.getTarget().getType().resolve() == boolean.class ? " It must be true or false." : "");
    }

    private static void refuseIfAny(List<String> errors) {
        if (!errors.isEmpty()) {
            throw new RefusedSettingsException(errors);
        }
    }
}
