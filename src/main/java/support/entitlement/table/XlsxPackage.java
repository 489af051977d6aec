package support.entitlement.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks the zip file that a workbook is. It is walked through once, and what is checked is what is read; nothing is
 * written anywhere, and nothing that it names is opened.
 */
final class XlsxPackage {

    private static final int MOST_PARTS = 500;
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int SMALL_PART = 1024 * 1024;
    private static final int MOST_TIMES_SMALLER = 250;
    private static final int LENGTH_OF_END = 22;
    private static final int END = 0x06054B50;
    private static final byte[] OLD_EXCEL = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final Map<String, String> REFUSED_PARTS = Map.of(
            "vbaproject", "macros",
            "externallinks/", "links to other files",
            "connections.xml", "connections to other data",
            "querytables/", "queries of other data",
            "activex/", "ActiveX controls",
            "embeddings/", "embedded files",
            "macrosheets/", "macros");

    private XlsxPackage() {}

    /**
     * The parts of a workbook that are XML, by their names in small letters.
     *
     * @throws TableException if it is larger than tables can be, can do more than hold cells, or is no workbook
     */
    static Map<String, byte[]> parts(String file, byte[] content) {
        if (startsWith(content, OLD_EXCEL)) {
            throw SheetReader.unreadable(
                    file,
                    "The workbook is protected by a password, or of an old format.",
                    "Save it as .xlsx, without a password.");
        }
        Map<String, byte[]> parts = new HashMap<>();
        int count = 0;
        long bytes = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                checkName(file, name);
                byte[] unpacked = unpack(file, zip, MOST_BYTES - bytes);
                zip.closeEntry();
                bytes += unpacked.length;
                count++;
                if (count > MOST_PARTS || isBomb(unpacked.length, part.getCompressedSize())) {
                    throw tooLarge(file);
                }
                boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
                if (isXml && parts.put(name, unpacked) != null) {
                    throw XlsxSheets.noWorkbook(file);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw XlsxSheets.noWorkbook(file);
        }
        if (count == 0 || count != countAtEnd(content)) {
            throw XlsxSheets.noWorkbook(file);
        }
        return parts;
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length
                && IntStream.range(0, start.length).allMatch(i -> content[i] == start[i]);
    }

    private static void checkName(String file, String name) {
        REFUSED_PARTS.forEach((part, what) -> {
            if (name.contains(part)) {
                throw active(file, name, what);
            }
        });
    }

    private static byte[] unpack(String file, InputStream part, long most) throws IOException {
        byte[] read = part.readNBytes((int) most + 1);
        if (read.length > most) {
            throw tooLarge(file);
        }
        return read;
    }

    private static boolean isBomb(int bytes, long compressed) {
        return bytes > SMALL_PART && compressed > 0 && bytes / compressed > MOST_TIMES_SMALLER;
    }

    /** How many parts the list at the end of the file has; a file that is half written, or of two files, has no such end. */
    private static int countAtEnd(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = content.length - LENGTH_OF_END; at >= 0; at--) {
            boolean isEnd = bytes.getInt(at) == END
                    && at + LENGTH_OF_END + Short.toUnsignedInt(bytes.getShort(at + 20)) == content.length
                    && bytes.getInt(at + 12) + bytes.getInt(at + 16) == at;
            if (isEnd) {
                return Short.toUnsignedInt(bytes.getShort(at + 10));
            }
        }
        return -1;
    }

    /** A workbook that could do something. */
    static TableException active(String file, String value, String what) {
        return new TableException(List.of(Problem.error(
                "active-content",
                Place.ofFile(file),
                value,
                "The workbook has " + what + ", and tables are data.",
                "Save a copy that has none.")));
    }

    /** A workbook that holds more than tables do. */
    static TableException tooLarge(String file) {
        return new TableException(List.of(Problem.error(
                "too-large",
                Place.ofFile(file),
                "",
                "Unpacked, the workbook is larger than 32 MiB, or far larger than its file.",
                "Divide the table, or delete what is no table.")));
    }
}
