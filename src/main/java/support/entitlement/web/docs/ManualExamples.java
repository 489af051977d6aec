package support.entitlement.web.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The worked examples that pages link to: folders of tables in the jar, which are handed out as ZIP files. Stateless and thread-safe. */
final class ManualExamples {

    private static final String FOLDER = "examples/";

    /** The path of a file or folder of an example, as the files of the manual link to it. */
    private static final Pattern LINKED = Pattern.compile(".*/test/resources/([a-z-]+)(?:/.*)?");

    private static final Pattern NAME = Pattern.compile("([a-z-]+)\\.zip");

    private ManualExamples() {}

    /** Returns the path below the manual of the archive of the example that a link leads to; empty if it leads to none. */
    static Optional<String> findLinked(URI target) {
        Matcher path = LINKED.matcher(target.getPath());
        return path.matches() && !findFiles(path.group(1)).isEmpty()
                ? Optional.of(FOLDER + path.group(1) + ".zip")
                : Optional.empty();
    }

    /** Returns the archive of this name, such as {@code milestones.zip}; empty if there is none. */
    static Optional<byte[]> findArchive(String name) {
        Matcher example = NAME.matcher(name);
        return Optional.of(example.matches() ? findFiles(example.group(1)) : Map.<String, Resource>of())
                .filter(files -> !files.isEmpty())
                .map(ManualExamples::compress);
    }

    /** Returns the files of an example by their paths in it. */
    private static Map<String, Resource> findFiles(String example) {
        String folder = FOLDER + example + "/";
        Map<String, Resource> files = new TreeMap<>();
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "**/*.*");
            for (Resource file : found) {
                String address = file.getURL().getPath();
                files.put(address.substring(address.lastIndexOf(folder) + folder.length()), file);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compresses files to the same bytes at each time, so that a caller who has them is not sent them again. */
    private static byte[] compress(Map<String, Resource> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Resource> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
