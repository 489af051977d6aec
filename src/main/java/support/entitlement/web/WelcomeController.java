package support.entitlement.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;

/** Shows a start page with links to a browser. Programs get a problem with the same information. */
@Hidden
@RestController
class WelcomeController {

    private static final MediaType PAGE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String DOCUMENTATION = "(?s)<!-- documentation -->.*<!-- /documentation -->\n";

    private final String page;

    WelcomeController(@Value("${springdoc.api-docs.enabled:true}") boolean documented) throws IOException {
        String whole = new ClassPathResource("welcome.html", WelcomeController.class)
                .getContentAsString(StandardCharsets.UTF_8);
        this.page = documented ? whole : whole.replaceFirst(DOCUMENTATION, "");
    }

    @RequiresAccess(Access.OPEN)
    @GetMapping("/")
    ResponseEntity<String> welcome(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw new ProblemException(ProblemResponse.nothingAt("/"));
        }
        return ResponseEntity.ok().contentType(PAGE).body(page);
    }
}
