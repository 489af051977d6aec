package support.entitlement.security.authentication;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import support.entitlement.security.issuer.IssuerOrigins;
import support.entitlement.security.issuer.IssuerSettings;

/** The sign-in of people at the issuer of tokens, if the settings allow it. Thread-safe. */
@Component
public class IssuerSignIn {

    private final @Nullable Client client;
    private final @Nullable IssuerOrigins origins;

    /**
     * The settings with which a page runs the authorization code flow.
     *
     * @param issuer the address of the OpenID Connect issuer
     * @param clientId the name under which it knows the page
     * @param scopes the scopes to ask for, with spaces between them
     */
    public record Client(String issuer, String clientId, String scopes) {}

    IssuerSignIn(SecurityProperties properties, Environment environment) {
        String id = properties.signInClientId();
        this.client = id == null
                ? null
                : IssuerSettings.issuerIn(environment)
                        .map(issuer -> new Client(issuer, id, String.join(" ", properties.signInScopes())))
                        .orElse(null);
        this.origins = client == null ? null : new IssuerOrigins(client.issuer());
    }

    /** Returns the origins from which the page reads while a person signs in; asks the issuer if it has not said them lately. */
    public List<String> findOrigins() {
        return origins == null ? List.of() : origins.findOrigins();
    }

    /** Returns the client; empty if nobody signs in at an issuer. */
    public Optional<Client> client() {
        return Optional.ofNullable(client);
    }
}
