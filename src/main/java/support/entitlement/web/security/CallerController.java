package support.entitlement.web.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.release.FourEyes;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.RequiresAccess;
import support.entitlement.security.authentication.IssuerSignIn;
import support.entitlement.security.authentication.TokenAuthenticator;
import support.entitlement.text.NormalForm;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;

/** Tells callers who they are and what they may do. Thread-safe. */
@RestController
public class CallerController {

    private final AccessGuard guard;
    private final TokenAuthenticator tokens;
    private final FourEyes fourEyes;
    private final IssuerSignIn signIn;

    CallerController(AccessGuard guard, TokenAuthenticator tokens, FourEyes fourEyes, IssuerSignIn signIn) {
        this.guard = guard;
        this.tokens = tokens;
        this.fourEyes = fourEyes;
        this.signIn = signIn;
    }

    @Operation(summary = "Who asks, with which roles, and what these allow")
    @DocumentedAnswer(
            value = CallerResponse.class,
            says = "The holder of the token, its roles and every right; without a token, what is open")
    @RequiresAccess(Access.OPEN)
    @GetMapping(path = "/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CallerResponse> showCaller() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(CallerResponse.of(
                        AccessGuard.callerName(),
                        tokenSource(),
                        guard,
                        fourEyes,
                        findApprovers(),
                        signIn.client().orElse(null)));
    }

    /** Returns the names of those who may approve what the caller proposes; null if the caller may not know, or they are not known. */
    private @Nullable List<String> findApprovers() {
        return fourEyes.needed() && guard.permits(Access.CHECKING)
                ? tokens.findPublishers()
                        .map(names -> names.stream()
                                .filter(name -> !NormalForm.areSame(name, AccessGuard.callerName()))
                                .toList())
                        .orElse(null)
                : null;
    }

    private @Nullable String tokenSource() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null || AccessGuard.callerName() == null ? null : tokens.tokenSource(caller);
    }
}
