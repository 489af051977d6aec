package support.entitlement.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A token that shows who a caller is. It holds 256 random bits, so that its hash may be kept where others can read it.
 *
 * @param text what the caller sends
 */
public record AccessToken(String text) {

    /** How many letters the name of a holder may have. */
    public static final int MAX_HOLDER = 100;

    private static final int BYTES = 32;
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

    /** A new one. */
    public static AccessToken generateToken() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What the configuration holds in its place: {@code sha256:} and hexadecimal digits. */
    public String hash() {
        return hashOf(text);
    }

    /** The hash of whatever was sent as a token. */
    public static String hashOf(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether somebody who holds a token may be called so. */
    public static boolean isHolder(String name) {
        return !name.isBlank()
                && name.length() <= MAX_HOLDER
                && name.codePoints().noneMatch(AccessToken::isInvisible);
    }

    /** Two holders of the same look would pass for two people. */
    private static boolean isInvisible(int sign) {
        int type = Character.getType(sign);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    /** Whether this is written as a hash is. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** The token is a secret, and nothing that is logged shows it. */
    @Override
    public String toString() {
        return "AccessToken[" + hash() + "]";
    }
}
