package support.entitlement.web.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.FourEyes;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.Role;
import support.entitlement.security.authentication.IssuerSignIn;

/**
 * The caller of a request.
 *
 * @param name the holder of the token: its name in the settings, or the subject of the issuer's token; null without a token
 * @param token where the token comes from: {@code settings}, {@code issuer}, or {@code generated} at the start; null without a token
 * @param roles the roles of the token
 * @param rights every right, and whether the caller has it
 * @param fourEyes true if each release takes two people: one who proposes it, and another who approves it
 * @param approvers those who may approve what the caller proposes, by name; null if it does not take two people, if the caller may not
 *     know, or if an issuer decides who may
 * @param signIn how people get a token at the issuer by the authorization code flow with PKCE; null if they do not
 */
record CallerResponse(
        @Nullable String name,
        @Nullable String token,
        @Schema(implementation = Role.class) List<String> roles,
        List<Right> rights,
        boolean fourEyes,
        @Nullable List<String> approvers,
        @Nullable SignIn signIn) {

    /**
     * A right.
     *
     * @param right its name, see the manual's page of access
     * @param allowed true if the caller has it
     * @param needs what callers need for it, such as “a token with the role publisher”
     */
    record Right(String right, boolean allowed, String needs) {}

    /**
     * The sign-in at an OpenID Connect issuer.
     *
     * @param issuer its address
     * @param clientId the client to sign in with
     * @param scopes the scopes to ask for, with spaces between them
     */
    record SignIn(String issuer, String clientId, String scopes) {}

    static CallerResponse of(
            @Nullable String name,
            @Nullable String token,
            AccessGuard guard,
            FourEyes fourEyes,
            @Nullable List<String> approvers,
            IssuerSignIn.@Nullable Client client) {
        return new CallerResponse(
                name,
                token,
                AccessGuard.callerRoles().stream().sorted().map(Role::toString).toList(),
                Arrays.stream(Access.values())
                        .map(access ->
                                new Right(access.toString(), guard.permits(access), guard.describeRequirement(access)))
                        .toList(),
                fourEyes.needed(),
                approvers,
                client == null ? null : new SignIn(client.issuer(), client.clientId(), client.scopes()));
    }
}
