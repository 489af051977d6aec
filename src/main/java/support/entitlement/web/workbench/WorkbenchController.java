package support.entitlement.web.workbench;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.security.authentication.IssuerSignIn;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;

/** Shows browsers the workbench. Programs get a problem that tells where the API is described. */
@Hidden
@RestController
class WorkbenchController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Resource file;
    private final boolean documented;
    private final IssuerSignIn signIn;

    /** Reads the page once, so that a service whose page is missing or broken does not start. */
    WorkbenchController(
            ResourceLoader resources,
            WorkbenchProperties properties,
            IssuerSignIn signIn,
            @Value("${springdoc.api-docs.enabled:true}") boolean documented)
            throws IOException {
        this.file = resources.getResource(properties.files() + "index.html");
        this.documented = documented;
        this.signIn = signIn;
        WorkbenchPage.read(file, documented).contentSecurityPolicy(List.of());
    }

    /** The page is small and read at each request, so that a change of its file shows. */
    @RequiresAccess(Access.OPEN)
    @GetMapping("/")
    ResponseEntity<String> showPage(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept)
            throws IOException {
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw new ProblemException(ProblemResponse.nothingAt("/"));
        }
        WorkbenchPage page = WorkbenchPage.read(file, documented);
        return ResponseEntity.ok()
                .contentType(HTML)
                .eTag(page.etag())
                .cacheControl(CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT)
                .header("Content-Security-Policy", page.contentSecurityPolicy(signIn.findOrigins()))
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .body(page.html());
    }
}
