package support.entitlement.table.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.poi.poifs.filesystem.FileMagic;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Unpacks the zip file of a workbook, part by part as its central directory lists them: zip streams cannot read the
 * files of every spreadsheet program. The bytes that are checked are the bytes that are read; no file is written, and
 * no target that it names is opened.
 *
 * <p>This is no task for a library: commons-compress keeps the whole list in memory before a part can be counted, and
 * does not compare checksums; POI's packages are read as a stream, and a file without a list is as good to them.
 */
final class XlsxPackage {

    private static final int MAX_PARTS = 500;
    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final int SMALL_PART = 1024 * 1024;
    private static final int MAX_COMPRESSION_RATIO = 250;
    private static final int LENGTH_OF_END = 22;
    private static final int END = 0x06054B50;
    private static final int LISTED = 0x02014B50;
    private static final int PART = 0x04034B50;
    private static final int STORED = 0;
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
     * Returns the XML parts of a workbook, by their names in lower case.
     *
     * @throws TableException if it exceeds the limits of tables, contains active content, or is not a workbook
     */
    static Map<String, byte[]> readParts(String file, byte[] content) {
        if (FileMagic.valueOf(content) == FileMagic.OLE2) {
            throw SheetReader.unreadableFile(
                    file,
                    "The workbook is protected by a password, or of an old format.",
                    "Save it as .xlsx, without a password.");
        }
        try {
            return readParts(file, ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw XlsxSheetReader.noWorkbook(file);
        }
    }

    private static Map<String, byte[]> readParts(String file, ByteBuffer zip) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        int end = endOfList(zip);
        int count = Short.toUnsignedInt(zip.getShort(end + 10));
        if (count == 0) {
            throw new ZipException("Nothing is in it");
        }
        long left = MAX_BYTES;
        int at = zip.getInt(end + 16);
        for (int i = 0; i < count; i++) {
            PackageEntry entry = PackageEntry.readEntry(at, zip);
            String name = entry.name().toLowerCase(Locale.ROOT);
            checkName(file, name);
            byte[] unpacked = unpackPart(file, entry, zip, left);
            left -= unpacked.length;
            if (i >= MAX_PARTS || isBomb(unpacked.length, entry.compressed())) {
                throw tooLarge(file);
            }
            boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
            if (isXml && parts.put(name, unpacked) != null) {
                throw new ZipException("A part is in it twice");
            }
            at = entry.next();
        }
        return parts;
    }

    /**
     * A part as the central directory of the zip file lists it, which spreadsheet programs follow.
     *
     * @param next the position of the next entry in the directory
     */
    private record PackageEntry(String name, int method, long checksum, int compressed, int start, int next) {

        static PackageEntry readEntry(int at, ByteBuffer zip) throws IOException {
            boolean encrypted = (zip.getShort(at + 8) & 1) != 0;
            if (zip.getInt(at) != LISTED || encrypted) {
                throw new ZipException("The list is broken, or a part encrypted");
            }
            byte[] name = new byte[Short.toUnsignedInt(zip.getShort(at + 28))];
            zip.get(at + 46, name);
            int local = zip.getInt(at + 42);
            if (zip.getInt(local) != PART) {
                throw new ZipException("There is no part where the list has one");
            }
            return new PackageEntry(
                    new String(name, StandardCharsets.UTF_8),
                    zip.getShort(at + 10),
                    Integer.toUnsignedLong(zip.getInt(at + 16)),
                    zip.getInt(at + 20),
                    local + 30 + readUnsignedShort(zip, local + 26) + readUnsignedShort(zip, local + 28),
                    at + 46 + name.length + readUnsignedShort(zip, at + 30) + readUnsignedShort(zip, at + 32));
        }

        private static int readUnsignedShort(ByteBuffer zip, int at) {
            return Short.toUnsignedInt(zip.getShort(at));
        }
    }

    private static void checkName(String file, String name) {
        REFUSED_PARTS.forEach((part, what) -> {
            if (name.contains(part)) {
                throw activeContent(file, name, what);
            }
        });
    }

    private static byte[] unpackPart(String file, PackageEntry entry, ByteBuffer zip, long most) throws IOException {
        if (entry.compressed() < 0 || entry.start() + entry.compressed() > zip.limit()) {
            throw new ZipException("A part is cut short");
        }
        InputStream packed = new ByteArrayInputStream(zip.array(), entry.start(), entry.compressed());
        Inflater inflater = new Inflater(true);
        try (InputStream part = entry.method() == STORED ? packed : new InflaterInputStream(packed, inflater)) {
            byte[] read = part.readNBytes((int) most + 1);
            if (read.length > most) {
                throw tooLarge(file);
            }
            CRC32 checksum = new CRC32();
            checksum.update(read);
            if (checksum.getValue() != entry.checksum()) {
                throw new ZipException("A part is broken");
            }
            return read;
        } finally {
            inflater.end();
        }
    }

    private static boolean isBomb(int bytes, long compressed) {
        return bytes > SMALL_PART && compressed > 0 && bytes / compressed > MAX_COMPRESSION_RATIO;
    }

    /**
     * Returns the position of the end record of the directory; a file that is half written, or made of two files, has
     * no valid one.
     */
    private static int endOfList(ByteBuffer zip) throws IOException {
        for (int at = zip.limit() - LENGTH_OF_END; at >= 0; at--) {
            boolean isEnd = zip.getInt(at) == END
                    && at + LENGTH_OF_END + Short.toUnsignedInt(zip.getShort(at + 20)) == zip.limit()
                    && zip.getInt(at + 12) + zip.getInt(at + 16) == at;
            if (isEnd) {
                return at;
            }
        }
        throw new ZipException("It has no end");
    }

    /** Creates the rejection of a workbook with active content. */
    static TableException activeContent(String file, String value, String what) {
        return new TableException(List.of(Problem.error(
                TableProblemCode.ACTIVE_CONTENT,
                Place.ofFile(file),
                value,
                "The workbook has " + what + ", and tables are data.",
                "Save a copy that has none.")));
    }

    /** Creates the rejection of a workbook that exceeds the limits of tables. */
    static TableException tooLarge(String file) {
        return new TableException(List.of(Problem.error(
                TableProblemCode.TOO_LARGE,
                Place.ofFile(file),
                "",
                "Unpacked, the workbook is larger than 32 MiB, or far larger than its file.",
                "Split the table, or delete content that is not a table.")));
    }
}
