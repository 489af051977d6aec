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

    public ResponseEntity<Object> answerPublicly(Policy policy, Object body) {
        return ResponseEntity.ok()
                .eTag('"' + policy.revision() + "/" + software + '"')
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }

    /** Returns an answer for one customer, which also depends on the contract and on recorded usage. */
    public ResponseEntity<Object> answerPrivately(Object body) {
        byte[] content = json.writeValueAsBytes(body);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag('"' + DigestUtils.md5DigestAsHex(content) + '"')
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(content);
    }
}
