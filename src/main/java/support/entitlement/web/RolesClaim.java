package support.entitlement.web;

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
record RolesClaim(String path) {

    /** The roles that the holder of this token has. */
    Set<Role> roles(Jwt token) {
        return names(token).flatMap(name -> Role.named(name).stream()).collect(Collectors.toSet());
    }

    private Stream<String> names(Jwt token) {
        Map<String, Object> claims = token.getClaims();
        Object claim = claims.containsKey(path) ? claims.get(path) : inside(claims, List.of(path.split("\\.")));
        if (claim instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text ? Arrays.stream(text.split(" ")) : Stream.empty();
    }

    private static @Nullable Object inside(Object claims, List<String> names) {
        Object claim = claims;
        for (String name : names) {
            claim = claim instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return claim;
    }
}
