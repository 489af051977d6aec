package support.entitlement.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Spring Boot report wrong settings in its description of a failed start, in place of a stack trace. */
final class RefusedSettingsAnalyzer extends AbstractFailureAnalyzer<RefusedSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, RefusedSettingsException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Correct these settings, and start the service again.", cause);
    }
}
