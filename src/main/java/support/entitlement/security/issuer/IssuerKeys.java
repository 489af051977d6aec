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
 * The keys of an issuer. They are kept, and fetched anew in the background after some minutes, so that tokens of known keys are judged
 * also while the issuer is down. A key that is not known is asked for, but however many tokens name such keys, the issuer is asked
 * twice in {@link #INTERVAL} at the most. Thread-safe.
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
                .rateLimited(INTERVAL.toMillis())
                .build();
    }

    /**
     * The keys that a token may be signed with; none if the issuer, who has just been asked, does not know its key.
     *
     * @throws KeySourceException if the issuer cannot be asked
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
