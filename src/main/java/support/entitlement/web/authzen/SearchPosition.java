package support.entitlement.web.authzen;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.Sha256;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;

/**
 * The place in the results of a search at which a page begins. A token holds it, and the hash of the search and the
 * policy that it belongs to.
 *
 * @param start the first name to ask about
 * @param limit the maximal number of results
 * @param search the hash of the search and the revision of the policy
 */
record SearchPosition(int start, int limit, String search) {

    private static final String PAGE = "page";
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,9})\\.(0|[1-9]\\d{0,8})\\.([0-9a-f]{64})");

    /** Reads the page that a well-formed search asks for; null if there is an error. */
    static @Nullable SearchPosition read(JsonNode request, Entity searched, String revision, FieldReader fields) {
        JsonNode page = fields.readObject(request, PAGE);
        String search = hashSearch(request, searched, revision);
        if (page == null) {
            return new SearchPosition(0, QueryParameters.DEFAULT_PAGE_SIZE, search);
        }
        Integer limit = readLimit(page.get("limit"), fields);
        String token = fields.readText(page.get("token"), "/page/token");
        if (!fields.errors().isEmpty()) {
            return null;
        }
        return token == null || token.isEmpty()
                ? new SearchPosition(0, limit == null ? QueryParameters.DEFAULT_PAGE_SIZE : limit, search)
                : readToken(token, limit, search, fields);
    }

    private static @Nullable SearchPosition readToken(
            String token, @Nullable Integer limit, String search, FieldReader fields) {
        Matcher parts = TOKEN.matcher(decode(token));
        if (!parts.matches()) {
            fields.addProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/page/token",
                    Quote.of(token),
                    "This is no token of this service. Send the next_token of an answer, or none.");
            return null;
        }
        int first = Integer.parseInt(parts.group(2));
        if (!parts.group(3).equals(search) || limit != null && limit != first) {
            fields.addProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/page/token",
                    Quote.of(token),
                    "This token belongs to another search, or the policy has changed since. Begin without a token.");
            return null;
        }
        return new SearchPosition(Integer.parseInt(parts.group(1)), first, search);
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static @Nullable Integer readLimit(@Nullable JsonNode node, FieldReader fields) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || node.decimalValue().signum() < 0) {
            fields.addWrongType("/page/limit", node, "a whole number of at least 0");
            return null;
        }
        return node.canConvertToInt()
                ? Math.min(node.intValue(), QueryParameters.MAX_PAGE_SIZE)
                : QueryParameters.MAX_PAGE_SIZE;
    }

    private static String hashSearch(JsonNode request, Entity searched, String revision) {
        StringBuilder all = new StringBuilder(revision).append(' ').append(searched);
        for (Entity entity : Entity.values()) {
            all.append(' ').append(request.path(entity.toString()));
        }
        return Sha256.hashText(
                all.append(' ').append(request.path(AccessQuestion.CONTEXT)).toString());
    }

    /** Returns the token of the page of this search that begins there. */
    String tokenOf(int next) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((next + "." + limit + "." + search).getBytes(StandardCharsets.US_ASCII));
    }
}
