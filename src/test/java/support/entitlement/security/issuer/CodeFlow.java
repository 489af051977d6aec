package support.entitlement.security.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The authorization code flow of an {@link Issuer}: everybody who comes is signed in at once as the same person. It is as strict as
 * OAuth asks: a code is good once, for the client and the page that asked for it, and with the verifier of its challenge.
 */
public final class CodeFlow {

    public static final String CLIENT = "workbench";

    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    private volatile Optional<String> error = Optional.empty();
    private volatile Optional<String> otherNonce = Optional.empty();

    /** Signs people in with these claims. */
    public void accept(UnaryOperator<JWTClaimsSet.Builder> changed) {
        claims = changed;
        error = Optional.empty();
        otherNonce = Optional.empty();
    }

    /** Signs nobody in. */
    public void refuse(String why) {
        error = Optional.of(why);
    }

    /** Makes tokens with this nonce, as if they were stolen from another sign-in. */
    public void useNonce(String nonce) {
        otherNonce = Optional.of(nonce);
    }

    void serve(HttpServer server, Issuer issuer) {
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", exchange -> giveTokens(exchange, issuer));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        String answer = error.map(why -> "error=access_denied&error_description=" + encode(why))
                .orElse("code=" + code);
        exchange.getResponseHeaders()
                .add("Location", asked.get("redirect_uri") + "?" + answer + "&state=" + encode(asked.get("state")));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void giveTokens(HttpExchange exchange, Issuer issuer) throws IOException {
        Map<String, String> sent =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(sent.getOrDefault("code", ""));
        boolean good = asked != null && isAnswer(asked, sent);
        byte[] body =
                (good ? tokens(issuer, asked) : "{\"error\": \"invalid_grant\"}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(good ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static boolean isAnswer(Map<String, String> asked, Map<String, String> sent) {
        return "code".equals(asked.get("response_type"))
                && asked.getOrDefault("scope", "").contains("openid")
                && CLIENT.equals(asked.get("client_id"))
                && CLIENT.equals(sent.get("client_id"))
                && asked.get("redirect_uri").equals(sent.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.get("code_challenge").equals(challenge(sent.getOrDefault("code_verifier", "")));
    }

    private String tokens(Issuer issuer, Map<String, String> asked) {
        try {
            String nonce = otherNonce.orElse(asked.get("nonce"));
            return "{\"token_type\": \"Bearer\", \"access_token\": \"%s\", \"id_token\": \"%s\"}"
                    .formatted(
                            issuer.token("anna", claims),
                            issuer.token(
                                    "anna",
                                    idClaims -> idClaims.audience(CLIENT).claim("nonce", nonce)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
