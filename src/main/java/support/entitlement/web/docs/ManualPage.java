package support.entitlement.web.docs;

import java.nio.charset.StandardCharsets;
import org.springframework.util.DigestUtils;

/**
 * A page, or a picture of one, in the form in which it is sent. Immutable by convention: no code changes the bytes.
 *
 * @param etag changes whenever the content does
 * @param content text in UTF-8, or a picture
 */
record ManualPage(String etag, byte[] content) {

    static ManualPage of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static ManualPage of(byte[] content) {
        return new ManualPage('"' + DigestUtils.md5DigestAsHex(content) + '"', content);
    }
}
