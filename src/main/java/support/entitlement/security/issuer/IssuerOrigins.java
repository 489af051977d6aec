package support.entitlement.security.issuer;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The origins from which a page reads while a person signs in: that of the issuer, and that of its token endpoint, which may be
 * another one. The issuer is asked for it at most every few minutes, or seconds if it does not answer. Thread-safe.
 */
public final class IssuerOrigins {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerOrigins.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Pattern HOST_AND_PORT = Pattern.compile("[\\w.:\\[\\]-]+");
    private static final String TOKEN_ENDPOINT = "token_endpoint";

    private final String issuer;
    private final String ownOrigin;
    private final ResourceRetriever retriever = IssuerKeySource.makeRetriever();
    private final LoadingCache<String, Optional<String>> ofTokens = Caffeine.newBuilder()
            .expireAfter(Expiry.<String, Optional<String>>creating(
                    (address, origin) -> origin.isPresent() ? FRESH : IssuerKeys.INTERVAL))
            .build(this::fetchOriginOfTokens);

    /**
     * Asks nothing yet, since the issuer may be down.
     *
     * @param issuer the address of the issuer
     * @throws IllegalArgumentException if it is no address with a host
     */
    public IssuerOrigins(String issuer) {
        this.issuer = issuer;
        this.ownOrigin = originOf(URI.create(issuer));
    }

    /** Returns the origins; only that of the issuer while it does not say where its token endpoint is. */
    public List<String> findOrigins() {
        return Stream.concat(Stream.of(ownOrigin), ofTokens.get(issuer).stream())
                .distinct()
                .toList();
    }

    private Optional<String> fetchOriginOfTokens(String address) {
        try {
            return Optional.of(
                    originOf(IssuerDescription.fetch(address, retriever).address(TOKEN_ENDPOINT)));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            LOG.warn(
                    "The issuer {} does not say where its token endpoint is. Pages may ask only the issuer itself.",
                    address,
                    e);
            return Optional.empty();
        }
    }

    /** Returns the origin of an address, unless it has a character that would end it in the policy of a page. */
    private static String originOf(URI address) {
        String authority = address.getRawAuthority();
        if (address.getScheme() == null
                || authority == null
                || !HOST_AND_PORT.matcher(authority).matches()) {
            throw new IllegalArgumentException("“" + address + "” has no origin.");
        }
        return address.getScheme() + "://" + authority;
    }
}
