package support.entitlement.security.issuer;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Caches the keys of an issuer and refreshes them in the background after some minutes, so that tokens of known keys
 * are validated even while the issuer is down. Unknown keys cause one request to the issuer in each {@link #INTERVAL},
 * however many tokens name such keys. Thread-safe.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, Closeable {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Duration MAX_AGE_WITHOUT_ISSUER = Duration.ofHours(4);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration MAX_WAIT_FOR_OTHERS = Duration.ofSeconds(7);

    private final IssuerKeySource source;
    private final JWKSource<SecurityContext> keys;

    IssuerKeys(IssuerKeySource source) {
        this.source = source;
        this.keys = JWKSourceBuilder.create(source)
                .cache(MAX_AGE_WITHOUT_ISSUER.toMillis(), MAX_WAIT_FOR_OTHERS.toMillis())
                .refreshAheadCache(MAX_AGE_WITHOUT_ISSUER.minus(FRESH).toMillis(), false)
                .rateLimited(false) // The source has its own limits.
                .build();
    }

    /**
     * Returns the keys that the token may be signed with; empty if the issuer, which was asked within the last
     * {@link #INTERVAL}, does not know the token's key.
     *
     * @throws KeySourceException if the issuer cannot be reached
     */
    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return keys.get(wanted, context);
        } catch (RateLimitReachedException e) {
            if (source.isFailing()) {
                throw new JWKSetUnavailableException("The issuer did not answer a moment ago.");
            }
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        if (keys instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
