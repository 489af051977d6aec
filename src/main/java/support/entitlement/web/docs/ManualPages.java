package support.entitlement.web.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The pages, pictures and examples of the manual in the jar. A page is rendered at its first request, and cached. Thread-safe. */
@Component
class ManualPages {

    private static final String FOLDER = "manual/";
    private static final String STYLES = "manual.css";
    private static final String PICTURES = "pictures/";
    private static final String EXAMPLES = "examples/";
    private static final Pattern PICTURE = Pattern.compile("[a-z-]+\\.png");

    private final String version;
    private final Map<String, ManualPage> rendered = new ConcurrentHashMap<>();

    ManualPages(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        this.version = properties == null ? "" : String.valueOf(properties.getVersion());
    }

    /** Returns the page of this name, such as {@code api/guide}; empty if there is none. */
    Optional<ManualPage> find(String name) {
        ManualPage page = rendered.get(name);
        if (page == null && contents().contain(name)) {
            page = rendered.computeIfAbsent(name, this::render);
        }
        return Optional.ofNullable(page);
    }

    /** Returns the styles of all pages. */
    ManualPage styles() {
        return rendered.computeIfAbsent(
                STYLES, file -> ManualPage.of(read(new ClassPathResource(file, ManualPages.class))));
    }

    /** Returns the picture of this name, such as {@code draft.png}; empty if there is none. */
    Optional<ManualPage> findPicture(String name) {
        ClassPathResource resource = new ClassPathResource(FOLDER + PICTURES + name);
        return PICTURE.matcher(name).matches() && resource.exists()
                ? Optional.of(rendered.computeIfAbsent(PICTURES + name, key -> ManualPage.of(readBytes(resource))))
                : Optional.empty();
    }

    /** Returns the archive of a worked example, such as {@code milestones.zip}; empty if there is none. */
    Optional<ManualPage> findExample(String name) {
        ManualPage known = rendered.get(EXAMPLES + name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ManualPage> example = ManualExamples.findArchive(name).map(ManualPage::of);
        example.ifPresent(page -> rendered.put(EXAMPLES + name, page));
        return example;
    }

    private ManualPage render(String name) {
        PageRenderer renderer = new PageRenderer(name, contents(), version);
        return ManualPage.of(renderer.render(markdown(name)));
    }

    private static ManualContents contents() {
        return ManualContents.of(PageRenderer.parse(markdown(ManualContents.FIRST)));
    }

    private static String markdown(String name) {
        return read(new ClassPathResource(FOLDER + ManualContents.fileOf(name)));
    }

    private static String read(ClassPathResource resource) {
        return new String(readBytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(ClassPathResource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
