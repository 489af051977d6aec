package support.entitlement.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes by SHA-256, in hexadecimal digits. */
public final class Sha256 {

    private Sha256() {}

    /** Creates an empty digest, for content that comes in parts. */
    public static MessageDigest createDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Returns the hash of all content that the digest has received, and empties the digest. */
    public static String finishHash(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String hashBytes(byte[] content) {
        return HexFormat.of().formatHex(createDigest().digest(content));
    }

    /** Returns the hash of the text in UTF-8. */
    public static String hashText(String text) {
        return hashBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
