package support.entitlement.security.issuer;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the keys of an issuer, at most once in each interval to have current ones, and once
 * because of keys that are not known, so that tokens of invented keys do not hold up a refresh, nor a refresh the first
 * token of a new key. The address of the keys comes from the issuer's metadata, which is read at the first call, since
 * the issuer may be down when the service starts. Thread-safe.
 */
final class IssuerKeySource implements JWKSetSource<SecurityContext> {

    /** The timeout of a connection, and that of a response, in milliseconds. */
    static final int MAX_WAIT_MILLIS = 3_000;

    private static final int MAX_BYTES = 1 << 20;

    private final RequestLimit refreshes;
    private final RequestLimit unknownKeys;
    private final ResourceRetriever retriever = makeRetriever();
    private final @Nullable String issuer;
    private volatile @Nullable JWKSetSource<SecurityContext> found;
    private volatile boolean failing;

    /**
     * Creates a source.
     *
     * @param issuer the address of the issuer; null if only the address of its keys is known
     * @param keys the address of its keys; null to read it from the issuer's metadata
     * @param interval the shortest time between two requests for the same reason, longer than such a request may take
     */
    IssuerKeySource(@Nullable String issuer, @Nullable String keys, Duration interval) throws IOException {
        this.refreshes = new RequestLimit(interval);
        this.unknownKeys = new RequestLimit(interval);
        this.issuer = issuer;
        this.found = keys == null
                ? null
                : new URLBasedJWKSetSource<>(URI.create(keys).toURL(), retriever);
    }

    /** Returns a client of the issuer, which waits and reads only so much. */
    static ResourceRetriever makeRetriever() {
        return new DefaultResourceRetriever(MAX_WAIT_MILLIS, MAX_WAIT_MILLIS, MAX_BYTES);
    }

    /** Returns whether the last request to the issuer failed. */
    boolean isFailing() {
        return failing;
    }

    /**
     * Fetches the keys.
     *
     * @throws RateLimitReachedException if they were fetched a moment ago for the same reason
     */
    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        if (!(isForUnknownKey(refresh) ? unknownKeys : refreshes).tryRequest()) {
            throw new RateLimitReachedException();
        }
        try {
            JWKSet keys = resolveSource().getJWKSet(refresh, now, context);
            failing = false;
            return keys;
        } catch (KeySourceException e) {
            failing = true;
            throw e;
        }
    }

    /** A token of an unknown key asks for other keys than those that it was compared with. */
    private static boolean isForUnknownKey(JWKSetCacheRefreshEvaluator refresh) {
        return refresh != JWKSetCacheRefreshEvaluator.noRefresh()
                && refresh != JWKSetCacheRefreshEvaluator.forceRefresh();
    }

    private JWKSetSource<SecurityContext> resolveSource() throws KeySourceException {
        JWKSetSource<SecurityContext> known = found;
        if (known == null) {
            try {
                known = new URLBasedJWKSetSource<>(
                        IssuerDescription.fetch(String.valueOf(issuer), retriever)
                                .address("jwks_uri")
                                .toURL(),
                        retriever);
            } catch (IOException | ParseException | IllegalArgumentException e) {
                throw new JWKSetUnavailableException("The issuer does not say where its keys are", e);
            }
            found = known;
        }
        return known;
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
