package support.entitlement.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;

/**
 * Answers that depend on nothing but the address, the policy and the software. Caches may keep them and must ask whether
 * they are still good, so that a new policy or a new form of the answer is seen at once. Spring answers 304 to a matching
 * {@code If-None-Match}.
 */
@Component
class Cacheable {

    private final String software;

    Cacheable(ObjectProvider<BuildProperties> build) {
        this.software = build.stream().map(Cacheable::name).findFirst().orElse("development");
    }

    /** A snapshot keeps its version from build to build, so the time of the build stands beside it. */
    private static String name(BuildProperties build) {
        return build.getVersion() + "-" + build.getTime();
    }

    ResponseEntity<Object> answer(Policy policy, Object body) {
        return ResponseEntity.ok()
                .eTag('"' + policy.revision() + "/" + software + '"')
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }
}
