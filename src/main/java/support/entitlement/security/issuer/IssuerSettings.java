package support.entitlement.security.issuer;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Checks settings of an issuer that Spring Boot accepts although they are incomplete. */
public final class IssuerSettings {

    static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";
    static final String ISSUER = PREFIX + "issuer-uri";
    static final String KEYS = PREFIX + "jwk-set-uri";

    private static final String PUBLIC_KEY = PREFIX + "public-key-location";
    private static final String AUDIENCES = PREFIX + "audiences";

    private IssuerSettings() {}

    /** Returns the address of the issuer; empty if the settings name none. */
    public static Optional<String> issuerIn(Environment environment) {
        return Optional.of(Binder.get(environment).bind(ISSUER, String.class).orElse(""))
                .filter(address -> !address.isBlank());
    }

    /** Returns every error in these settings. */
    public static List<String> errorsIn(Environment environment) {
        Binder binder = Binder.get(environment);
        boolean hasIssuer = List.of(ISSUER, KEYS, PUBLIC_KEY).stream()
                .anyMatch(name -> !binder.bind(name, String.class).orElse("").isBlank());
        List<String> audiences =
                binder.bind(AUDIENCES, Bindable.listOf(String.class)).orElse(List.of());
        return !hasIssuer || audiences.stream().anyMatch(audience -> !audience.isBlank())
                ? List.of()
                : List.of(AUDIENCES
                        + " is missing. Name whom tokens of the issuer must be for (“aud”): else those that it makes"
                        + " for other services would be good here, too.");
    }
}
