package support.entitlement.web.http;

import java.util.List;
import org.springframework.http.ETag;
import org.springframework.util.StringUtils;

/** The header If-Match of RFC 9110: any version, or a list of entity tags that are compared strongly. */
public final class IfMatch {

    private IfMatch() {}

    /** Returns whether the header has entity tags, and nothing that Spring skips because it is none. */
    public static boolean isWellFormed(String header) {
        List<ETag> tags = ETag.parse(header);
        String sent = StringUtils.arrayToCommaDelimitedString(StringUtils.tokenizeToStringArray(header, ","));
        return !tags.isEmpty() && sent.equals(StringUtils.collectionToCommaDelimitedString(tags));
    }

    /** Returns whether the header contains the tag. A weak tag never matches. */
    public static boolean matches(String header, ETag tag) {
        return ETag.parse(header).stream().anyMatch(sent -> sent.isWildcard() || sent.compare(tag, true));
    }
}
