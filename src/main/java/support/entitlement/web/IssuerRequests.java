package support.entitlement.web;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RequestCallback;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.ResponseExtractor;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.RestTemplate;

/**
 * Asks the issuer for its keys, without much patience. Callers wait for each other while it is asked; once it has not answered, it
 * is left alone for a moment, so that they do not all wait as long one after the other. Thread-safe.
 */
final class IssuerRequests extends RestTemplate {

    /** How long to wait for a connection, and how long for an answer. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /** How long it is left alone. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private volatile @Nullable Long silentSinceNanos;

    IssuerRequests() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(LONGEST_WAIT);
        requests.setReadTimeout(LONGEST_WAIT);
        setRequestFactory(requests);
    }

    @Override
    protected <T> @Nullable T doExecute(
            URI address,
            @Nullable String template,
            @Nullable HttpMethod method,
            @Nullable RequestCallback callback,
            @Nullable ResponseExtractor<T> extractor) {
        Long silent = silentSinceNanos;
        if (silent != null && System.nanoTime() - silent < PAUSE.toNanos()) {
            throw new ResourceAccessException("The issuer did not answer a moment ago.");
        }
        try {
            return super.doExecute(address, template, method, callback, extractor);
        } catch (RestClientResponseException e) {
            throw e; // It is there, and says no.
        } catch (RestClientException e) {
            silentSinceNanos = System.nanoTime();
            throw e;
        }
    }
}
