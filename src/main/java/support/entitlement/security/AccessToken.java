package support.entitlement.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import support.entitlement.text.Sha256;

/**
 * An access token. It holds 256 random bits, so that its plain hash may be stored where others can read it.
 *
 * @param text the text that the caller sends
 */
public record AccessToken(String text) {

    /** The maximal length of a holder's name, in characters. */
    public static final int MAX_HOLDER = 100;

    private static final int BYTES = 32;
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Generates a new random token. */
    public static AccessToken generateToken() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Returns the text that stands in the configuration: {@code sha256:} and hexadecimal digits. */
    public String hash() {
        return hashOf(text);
    }

    /** Returns the hash of any text that was sent as a token. */
    public static String hashOf(String text) {
        return "sha256:" + Sha256.hashText(text);
    }

    /** Returns whether this text may be the name of a token's holder. */
    public static boolean isHolder(String name) {
        return !name.isBlank()
                && name.length() <= MAX_HOLDER
                && name.codePoints().noneMatch(AccessToken::isInvisible);
    }

    /** Rejects invisible characters: two names that look alike would pass for two people. */
    private static boolean isInvisible(int sign) {
        int type = Character.getType(sign);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    /** Returns whether this text has the form of a hash. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** Omits the token, so that no log reveals it. */
    @Override
    public String toString() {
        return "AccessToken[" + hash() + "]";
    }
}
