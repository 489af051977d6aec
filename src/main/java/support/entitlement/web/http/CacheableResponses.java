package support.entitlement.web.http;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds answers that depend only on the address, the policy and the version of the software. Caches may store them but
 * must revalidate them, so that a new policy or a new form of the answer takes effect at once. Spring answers 304 to a
 * matching {@code If-None-Match}.
 */
@Component
public class CacheableResponses {

    private final String software;
    private final JsonMapper json;

    CacheableResponses(ObjectProvider<BuildProperties> build, JsonMapper json) {
        this.json = json;
        this.software =
                build.stream().map(CacheableResponses::softwareName).findFirst().orElse("development");
    }

    /** Names the software. A snapshot keeps its version from build to build, so the build time is part of the name. */
    private static String softwareName(BuildProperties build) {
        return build.getVersion() + "-" + build.getTime();
    }

    /** Returns an answer that depends on the policy of this revision, and is the same for all callers. */
    public <T> ResponseEntity<T> answerPublicly(String revision, T body) {
        return answerPublicly(revision, null, body);
    }

    /**
     * Returns an answer that depends on the policy of this revision and on the time, and is the same for all callers.
     *
     * @param time the part of the answer that depends on the time; null if none does
     */
    public <T> ResponseEntity<T> answerPublicly(String revision, @Nullable Object time, T body) {
        String ofTime = time == null ? "" : "/" + digestOf(time);
        return ResponseEntity.ok()
                .eTag('"' + revision + "/" + software + ofTime + '"')
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }

    /** Returns an answer that no cache may keep, because it is about a draft. */
    public <T> ResponseEntity<T> answerUncached(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** Returns an answer for one customer, which also depends on the contract and on recorded usage. */
    public <T> ResponseEntity<T> answerPrivately(T body) {
        return ResponseEntity.ok()
                .eTag('"' + digestOf(body) + '"')
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(body);
    }

    private String digestOf(Object shown) {
        return DigestUtils.md5DigestAsHex(json.writeValueAsBytes(shown));
    }
}
