package support.entitlement.security.issuer;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import support.entitlement.security.Role;

/**
 * The claim of an issuer's token that lists the holder's roles, as a list or as a text separated by blanks. Unknown
 * role names are ignored.
 *
 * @param path the claim's name, or the path to a nested claim, separated by dots
 */
public record RolesClaim(String path) {

    /** Returns the roles of the token's holder. */
    Set<Role> rolesIn(Jwt token) {
        return roleNames(token).flatMap(name -> Role.fromName(name).stream()).collect(Collectors.toSet());
    }

    private Stream<String> roleNames(Jwt token) {
        Map<String, Object> claims = token.getClaims();
        Object claim =
                claims.containsKey(path) ? claims.get(path) : findNestedClaim(claims, List.of(path.split("\\.")));
        if (claim instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text ? Arrays.stream(text.split(" ")) : Stream.empty();
    }

    private static @Nullable Object findNestedClaim(Object claims, List<String> names) {
        Object claim = claims;
        for (String name : names) {
            claim = claim instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return claim;
    }
}
