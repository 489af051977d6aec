package support.entitlement.web.workbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;

/** The page of the workbench. Immutable. */
record WorkbenchPage(String html) {

    private static final Pattern IMPORT_MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");
    private static final Pattern DOCUMENTATION =
            Pattern.compile("(?s)<!-- documentation -->.*?<!-- /documentation -->\n");

    /**
     * Reads the page.
     *
     * @param documented whether the service hands out its documentation; if not, the links to it are left out
     */
    static WorkbenchPage read(Resource file, boolean documented) throws IOException {
        String html = file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        return new WorkbenchPage(documented ? html : DOCUMENTATION.matcher(html).replaceAll(""));
    }

    String etag() {
        return '"' + HexFormat.of().formatHex(sha256(html)) + '"';
    }

    /**
     * Returns the policy that tells browsers what the page may load. The import map is the one script that is written
     * in the page, and is allowed by its hash. {@code lit-html} is the policy by which Lit marks its templates, which
     * are constants of the program, as trusted.
     *
     * @param origins those from which the page reads while a person signs in at an issuer
     */
    String contentSecurityPolicy(List<String> origins) {
        return "default-src 'none'; script-src 'self' 'sha256-" + importMapHash() + "'; style-src 'self';"
                + " img-src 'self' data:; connect-src "
                + Stream.concat(Stream.of("'self'"), origins.stream()).collect(Collectors.joining(" "))
                + "; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
    }

    private String importMapHash() {
        Matcher map = IMPORT_MAP.matcher(html);
        if (!map.find()) {
            throw new IllegalStateException("The page of the workbench has no import map.");
        }
        return Base64.getEncoder().encodeToString(sha256(map.group(1)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
