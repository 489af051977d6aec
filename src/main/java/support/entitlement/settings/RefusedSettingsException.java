package support.entitlement.settings;

import java.io.Serial;
import java.util.List;

/** The service does not start with these settings. The message has one line for each error. */
public final class RefusedSettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public RefusedSettingsException(List<String> errors) {
        super(String.join("\n", errors));
    }
}
