package support.entitlement.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import support.entitlement.table.Problem;
import support.entitlement.table.Sheet;
import support.entitlement.table.SheetReader;
import support.entitlement.table.Sheets;

/**
 * What the files of the rules directory held at one moment.
 *
 * @param contents the bytes of each file by its name
 * @param problems what kept others from being read
 */
record TableFiles(SortedMap<String, byte[]> contents, List<Problem> problems) {

    /** Reads the files as tables. */
    Sheets sheets() {
        List<Sheet> sheets = new ArrayList<>();
        List<Problem> found = new ArrayList<>(problems);
        contents.forEach((name, content) -> {
            Sheets read = SheetReader.read(name, content);
            sheets.addAll(read.sheets());
            found.addAll(read.problems());
        });
        return new Sheets(sheets, found);
    }

    /** A hash of all that was read and of what could not be: the same files and failures have the same one. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, content) -> {
                update(digest, name.getBytes(StandardCharsets.UTF_8));
                update(digest, content);
            });
            problems.forEach(problem -> update(digest, problem.toString().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
