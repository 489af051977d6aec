package support.entitlement.web.docs;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;

/**
 * Serves the pages of the manual. The pages run no scripts and use one style sheet and their own pictures only; a content security
 * policy enforces this. The setting that disables the API description disables the pages, too.
 */
@Hidden
@RestController
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class ManualController {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final String OWN_FILES_ONLY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final MediaType ZIP = new MediaType("application", "zip");

    private final ManualPages pages;

    ManualController(ManualPages pages) {
        this.pages = pages;
    }

    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> showFirstPage() throws NoResourceFoundException {
        return page(ManualContents.FIRST);
    }

    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/docs/{page}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> showPage(@PathVariable String page) throws NoResourceFoundException {
        return page(page);
    }

    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/docs/{folder}/{page}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> showPageInFolder(@PathVariable String folder, @PathVariable String page)
            throws NoResourceFoundException {
        return page(folder + "/" + page);
    }

    @RequiresAccess(Access.POLICY)
    @GetMapping("/docs/pictures/{picture}")
    ResponseEntity<byte[]> showPicture(@PathVariable String picture) throws NoResourceFoundException {
        ManualPage found = pages.findPicture(picture).orElseThrow(() -> missing("docs/pictures/" + picture));
        return answer(found, MediaType.IMAGE_PNG);
    }

    @RequiresAccess(Access.POLICY)
    @GetMapping("/docs/examples/{example}")
    ResponseEntity<byte[]> sendExample(@PathVariable String example) throws NoResourceFoundException {
        ManualPage found = pages.findExample(example).orElseThrow(() -> missing("docs/examples/" + example));
        return answer(found, ZIP);
    }

    @RequiresAccess(Access.POLICY)
    @GetMapping("/docs/manual.css")
    ResponseEntity<byte[]> showStyles() {
        return answer(pages.styles(), CSS);
    }

    private ResponseEntity<byte[]> page(String name) throws NoResourceFoundException {
        ManualPage page = pages.find(name).orElseThrow(() -> missing("docs/" + name));
        return answer(page, HTML);
    }

    private static NoResourceFoundException missing(String path) {
        return new NoResourceFoundException(HttpMethod.GET, "/" + path, path);
    }

    /** Builds a response. Spring answers 304 if the caller has the page already. */
    private static ResponseEntity<byte[]> answer(ManualPage page, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(page.etag())
                .cacheControl(CacheControl.noCache())
                .header(CONTENT_SECURITY_POLICY, OWN_FILES_ONLY)
                .body(page.content());
    }
}
