package support.entitlement.web.http;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import support.entitlement.policy.Policy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers that depend on nothing but the address, the policy and the software. Caches may keep them and must ask whether
 * they are still good, so that a new policy or a new form of the answer is seen at once. Spring answers 304 to a matching
 * {@code If-None-Match}.
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

    /** A snapshot keeps its version from build to build, so the time of the build stands beside it. */
    private static String softwareName(BuildProperties build) {
        return build.getVersion() + "-" + build.getTime();
    }

    public ResponseEntity<Object> answerPublicly(Policy policy, Object body) {
        return ResponseEntity.ok()
                .eTag('"' + policy.revision() + "/" + software + '"')
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }

    /** An answer for one customer, which also depends on their contract and on what they have used. */
    public ResponseEntity<Object> answerPrivately(Object body) {
        byte[] content = json.writeValueAsBytes(body);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag('"' + DigestUtils.md5DigestAsHex(content) + '"')
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(content);
    }
}
