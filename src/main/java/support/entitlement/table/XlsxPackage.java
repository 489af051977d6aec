package support.entitlement.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Looks into the zip file that a workbook is, without opening the workbook. */
final class XlsxPackage {

    private static final int MOST_PARTS = 500;
    private static final int MOST_BYTES = 12 * 1024 * 1024;
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
     * Checks what a workbook is made of.
     *
     * @throws TableException if it is larger than a table can be, can do more than hold cells, or is no workbook
     */
    static void check(String file, byte[] content) {
        if (content.length > 4 && List.of(0, 1, 2, 3).stream().allMatch(i -> content[i] == OLD_EXCEL[i])) {
            throw SheetReader.unreadable(
                    file,
                    "The workbook is protected by a password, or of an old format.",
                    "Save it as .xlsx, without a password.");
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            long bytes = 0;
            int parts = 0;
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                checkName(file, part.getName().toLowerCase(Locale.ROOT));
                bytes += checkedLength(file, zip, MOST_BYTES - bytes);
                parts++;
                if (parts > MOST_PARTS) {
                    throw tooLarge(file);
                }
            }
            if (parts == 0) {
                throw SheetReader.unreadable(
                        file, "The file is no Excel workbook, or only a part of one.", "Save it again as .xlsx.");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw SheetReader.unreadable(
                    file, "The file is no Excel workbook, or only a part of one.", "Save it again as .xlsx.");
        }
    }

    private static void checkName(String file, String name) {
        REFUSED_PARTS.forEach((part, what) -> {
            if (name.contains(part)) {
                throw new TableException(List.of(Problem.error(
                        "active-content",
                        Place.ofFile(file),
                        name,
                        "The workbook has " + what + ", and tables are data.",
                        "Save a copy that has none.")));
            }
        });
    }

    /** The length of a part. No part may declare a document type: it could make the reader fetch files. */
    private static long checkedLength(String file, InputStream part, long most) throws IOException {
        byte[] read = part.readNBytes((int) most + 1);
        if (read.length > most) {
            throw tooLarge(file);
        }
        String text = new String(read, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw new TableException(List.of(Problem.error(
                    "active-content",
                    Place.ofFile(file),
                    "<!DOCTYPE",
                    "The workbook declares a document type, which no spreadsheet program writes.",
                    "Save it again with a spreadsheet program.")));
        }
        return read.length;
    }

    private static TableException tooLarge(String file) {
        return new TableException(List.of(Problem.error(
                "too-large",
                Place.ofFile(file),
                "",
                "Unpacked, the workbook has more than 12 MiB.",
                "Divide the table, or delete what is no table.")));
    }
}
