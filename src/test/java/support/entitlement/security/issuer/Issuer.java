package support.entitlement.security.issuer;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An OpenID Connect issuer on a port of its own. It can be stopped and started again. */
public final class Issuer implements AutoCloseable {

    public static final String AUDIENCE = "entitlements";

    private static final int BITS = 2048;
    private static final int MAX_PORTS_TRIED = 100;

    /** The key of another party, and those of all issuers in turn, made once: making one takes a good part of a second. */
    private static final List<RSAKey> KEYS =
            Stream.generate(Issuer::makeKey).limit(3).toList();

    private final RSAKey ofOthers = KEYS.get(0);

    private int port;
    private RSAKey key;
    private final AtomicInteger keysAsked = new AtomicInteger();
    private int keys;
    private final CodeFlow signIn = new CodeFlow();
    private HttpServer server;

    /** Starts an issuer. */
    public Issuer() throws IOException {
        turnKey();
        server = serveOnAPortThatIsLeftAlone();
    }

    /**
     * Binds a port below 32768, where the system's ephemeral ports begin: it stays free while the issuer is stopped, so
     * that the issuer can start there again.
     */
    private HttpServer serveOnAPortThatIsLeftAlone() throws IOException {
        for (int i = 0; i < MAX_PORTS_TRIED; i++) {
            port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try {
                return serve(port);
            } catch (BindException e) {
                // This port is taken.
            }
        }
        throw new BindException(MAX_PORTS_TRIED + " ports are taken.");
    }

    /** Returns its address. */
    public String uri() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the origin of its token endpoint, which is another one. */
    public String tokenOrigin() {
        return "http://localhost:" + port;
    }

    /** Returns its pages for people who sign in. */
    public CodeFlow signIn() {
        return signIn;
    }

    /** Returns how often the keys were requested. */
    int keysAsked() {
        return keysAsked.get();
    }

    /** Returns a token that claims a key which this issuer never had. */
    String ofAnotherKey(String subject, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        RSAKey other =
                new RSAKey.Builder(ofOthers).keyID(UUID.randomUUID().toString()).build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(other.getKeyID())
                .build();
        return signed(header, claims(subject, change), new RSASSASigner(other));
    }

    /** Replaces the signing key and forgets the previous one. */
    void turnKey() {
        keys++;
        key = new RSAKey.Builder(KEYS.get(1 + keys % 2)).keyID("key-" + keys).build();
    }

    private static RSAKey makeKey() {
        try {
            return new RSAKeyGenerator(BITS).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a token of this issuer that is valid for a minute, with these changes. */
    public String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(header(JWSAlgorithm.RS256).build(), claims(subject, change), new RSASSASigner(key));
    }

    /** Returns such a token with this type in its header. */
    String tokenOfType(String type, String subject, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        JWSHeader header =
                header(JWSAlgorithm.RS256).type(new JOSEObjectType(type)).build();
        return signed(header, claims(subject, change), new RSASSASigner(key));
    }

    /** Returns a token that names this issuer but is signed by another party. */
    String forged(String subject, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(header(JWSAlgorithm.RS256).build(), claims(subject, change), new RSASSASigner(ofOthers));
    }

    /** Returns a token that is signed with the public key as an HMAC secret. */
    String signedWithThePublicKey(String subject, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        byte[] known = key.toRSAPublicKey().getEncoded();
        return signed(header(JWSAlgorithm.HS256).build(), claims(subject, change), new MACSigner(known));
    }

    /** Returns the claims of this issuer's tokens, with these changes. */
    JWTClaimsSet claims(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(uri())
                        .subject(subject)
                        .audience(AUDIENCE)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60))))
                .build();
    }

    private JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    void stop() {
        server.stop(0);
    }

    /** Starts again at the former address, once all former connections are closed. */
    void startAgain() {
        server = await().ignoreException(BindException.class).until(() -> serve(port), Objects::nonNull);
    }

    @Override
    public void close() {
        stop();
    }

    private HttpServer serve(int at) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), at), 0);
        answer(made, "/.well-known/openid-configuration", () ->
                """
                {"issuer": "%s", "jwks_uri": "%s/keys", "subject_types_supported": ["public"],
                 "authorization_endpoint": "%s/authorize", "token_endpoint": "%t/token", "response_types_supported": ["code"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """.replace("%s", uri()).replace("%t", tokenOrigin()));
        answer(made, "/keys", () -> {
            keysAsked.incrementAndGet();
            return new JWKSet(key.toPublicJWK()).toString();
        });
        signIn.serve(made, this);
        made.start();
        return made;
    }

    private static void answer(HttpServer server, String path, Supplier<String> text) {
        server.createContext(path, exchange -> {
            byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
