package support.entitlement.web;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import support.entitlement.policy.Policy;

/**
 * Answers that depend on nothing but the address and the policy. Caches may keep them and must ask whether they are
 * still good, so that a new policy is seen at once. Spring answers 304 to a matching {@code If-None-Match}.
 */
final class Cacheable {

    private Cacheable() {}

    static ResponseEntity<Object> answer(Policy policy, Object body) {
        return ResponseEntity.ok()
                .eTag('"' + policy.revision() + '"')
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }
}
