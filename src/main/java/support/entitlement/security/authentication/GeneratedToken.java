package support.entitlement.security.authentication;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;
import support.entitlement.security.AccessToken;
import support.entitlement.security.Role;
import support.entitlement.security.TokenFile;

/**
 * The token of a service that has neither tokens nor an issuer in its settings. It has every role and is valid until
 * the service stops. It is stored in a file that only the service's user can read; the log names the file and never the
 * token.
 */
@Component
class GeneratedToken {

    static final String HOLDER = "generated";

    private static final Logger LOG = LoggerFactory.getLogger(GeneratedToken.class);

    private final TokenFile file;
    private final @Nullable AccessToken token;

    GeneratedToken(SecurityProperties properties, ObjectProvider<JwtDecoder> issuer, TokenFile file) {
        this.file = file;
        this.token =
                properties.tokens().isEmpty() && issuer.getIfAvailable() == null ? AccessToken.generateToken() : null;
        if (token != null) {
            storeToken(token);
        }
    }

    private void storeToken(AccessToken made) {
        try {
            file.writeToken(made);
            LOG.info(
                    "No token is configured. Until this service stops, the one in {} may do everything"
                            + " (the command “token” makes one to keep).",
                    file.path());
        } catch (IOException e) {
            LOG.warn(
                    "No token is configured, and the generated one cannot be kept in {}: {}. No request that needs a"
                            + " token is accepted. The command “token” makes one to configure.",
                    file.path(),
                    e.toString());
        }
    }

    /** Returns whether this token is accepted because the settings name neither tokens nor an issuer. */
    boolean isInUse() {
        return token != null;
    }

    /** Returns the path of the file that holds the token. */
    Path tokenPath() {
        return file.path();
    }

    /** Stores the link that signs in to the page at this address, once the port of the service is known. */
    void storeLink(String page) {
        if (token != null) {
            try {
                file.writeLink(page, token);
            } catch (IOException e) {
                LOG.warn("The link that signs in cannot be kept in {}: {}.", file.linkPath(), e.toString());
            }
        }
    }

    /** Returns the path of the file that holds the link. */
    Path linkPath() {
        return file.linkPath();
    }

    /** Returns settings that accept the token; empty if it is not in use. */
    List<SecurityProperties.ConfiguredToken> acceptingSettings() {
        return token == null
                ? List.of()
                : List.of(new SecurityProperties.ConfiguredToken(
                        HOLDER,
                        token.hash(),
                        Arrays.stream(Role.values()).map(Role::toString).toList()));
    }

    @PreDestroy
    void deleteFile() {
        if (token != null) {
            try {
                file.deleteToken(token);
            } catch (IOException e) {
                LOG.warn("The file of the generated token cannot be deleted: {}", e.toString());
            }
        }
    }
}
