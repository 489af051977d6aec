package support.entitlement.security.authentication;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with the settings where Spring Boot shows why the service does not start, in place of a stack trace. */
final class RefusedSettingsAnalyzer extends AbstractFailureAnalyzer<RefusedSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, RefusedSettingsException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Mend these settings, and start the service again.", cause);
    }
}
