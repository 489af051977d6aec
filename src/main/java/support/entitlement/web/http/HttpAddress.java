package support.entitlement.web.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads addresses of servers in settings. Stateless and thread-safe. */
public final class HttpAddress {

    private static final List<String> SCHEMES = List.of("http", "https");

    private HttpAddress() {}

    /** Returns an absolute http or https address with a host; empty if the text is none. */
    public static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(address ->
                            SCHEMES.contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)))
                    .filter(address -> address.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
