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
 * Where an issuer's token lists the roles of its holder, as a list or as a text with blanks between. Names that are no roles here
 * mean nothing.
 *
 * @param path the claim's name, or the way to it through claims within claims, with dots
 */
public record RolesClaim(String path) {

    /** The roles that the holder of this token has. */
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
