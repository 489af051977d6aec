package support.entitlement.web.http;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/** Chooses the media type of a document that is available in several. */
public final class AcceptedType {

    private static final ContentNegotiationStrategy ACCEPT = new HeaderContentNegotiationStrategy();

    private AcceptedType() {}

    /**
     * Returns the type that the header Accept prefers, and the first offered one if it accepts several equally; empty
     * if it accepts none.
     *
     * @throws ProblemException if the header names no media types
     */
    public static Optional<MediaType> choose(NativeWebRequest request, List<MediaType> offered) {
        try {
            return ACCEPT.resolveMediaTypes(request).stream()
                    .flatMap(accepted -> offered.stream().filter(accepted::includes))
                    .findFirst();
        } catch (HttpMediaTypeNotAcceptableException e) {
            throw new ProblemException(new FieldProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/" + HttpHeaders.ACCEPT,
                    Quote.of(String.valueOf(request.getHeader(HttpHeaders.ACCEPT))),
                    "This header names no media types."));
        }
    }
}
