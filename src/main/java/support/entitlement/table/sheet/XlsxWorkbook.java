package support.entitlement.table.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/**
 * The contents of a workbook other than its cells: its sheets, the texts that cells refer to, and the formats in which
 * cells show their numbers.
 */
final class XlsxWorkbook {

    private static final int MAX_FORMAT_LENGTH = 255;
    private static final int MAX_RELATIONS = 5_000;
    private static final int MAX_SHEETS = 500;
    private static final int MAX_FORMATS = 5_000;
    /** The limit of spreadsheet programs. */
    private static final int MAX_STYLES = 65_536;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final String file;
    private final Map<String, byte[]> parts;
    private final List<XlsxSheet> sheets = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private final Map<Integer, XlsxFormat> known = new HashMap<>();
    private final List<XlsxFormat> styles = new ArrayList<>();
    private boolean from1904;

    /**
     * A sheet as the workbook lists it.
     *
     * @param part the part with its cells, or null if it is a chart or the like
     */
    record XlsxSheet(String name, boolean hidden, byte @Nullable [] part) {}

    /** Reads everything except the cells. */
    XlsxWorkbook(String file, Map<String, byte[]> parts) throws SAXException {
        this.file = file;
        this.parts = parts;
        String book = readTargets("_rels/.rels", "officeDocument").values().stream()
                .findFirst()
                .orElseThrow(() -> XlsxSheetReader.noWorkbook(file));
        int name = book.lastIndexOf('/') + 1;
        String relations = book.substring(0, name) + "_rels/" + book.substring(name) + ".rels";
        readBook(requirePart(book), readTargets(relations, "worksheet"));
        for (String shared : Set.copyOf(readTargets(relations, "sharedStrings").values())) {
            new SharedTextReader().parsePart(requirePart(shared));
        }
        for (String styles : Set.copyOf(readTargets(relations, "styles").values())) {
            new StyleReader().parsePart(requirePart(styles));
        }
    }

    List<XlsxSheet> sheets() {
        return sheets;
    }

    boolean isDate1904() {
        return from1904;
    }

    /** Returns a text that several cells may share. */
    String sharedText(int number) {
        return texts.get(number);
    }

    /** Returns the format in which cells of this style show their number. */
    XlsxFormat formatOf(int style) {
        return style < styles.size() ? styles.get(style) : XlsxFormat.GENERAL;
    }

    /** Returns a text with its escapes replaced, which stand for characters that XML cannot contain. */
    static String unescapeText(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                : text;
    }

    private byte[] requirePart(String name) {
        byte[] part = parts.get(name);
        if (part == null) {
            throw XlsxSheetReader.noWorkbook(file);
        }
        return part;
    }

    /**
     * Returns the names of the parts to which a part refers with this type of relation, by the identifiers of the
     * relations.
     */
    private Map<String, String> readTargets(String relations, String type) throws SAXException {
        Map<String, String> targets = new HashMap<>();
        String folder = relations.substring(0, Math.max(0, relations.lastIndexOf("_rels/")));
        new XlsxXmlReader(file) {
            private int relationsRead;

            @Override
            void handleStart(String element, Attributes relation) {
                String of = relation.getValue("Type");
                String target = relation.getValue("Target");
                if (element.equals("Relationship") && of != null && target != null) {
                    if ("External".equals(relation.getValue("TargetMode"))) {
                        throw XlsxPackage.activeContent(file, target, "links to other files");
                    }
                    requireNoMoreThan(MAX_RELATIONS, relationsRead++);
                    if (of.endsWith("/" + type)) {
                        String name = target.startsWith("/") ? target.substring(1) : folder + target;
                        targets.put(relation.getValue("Id"), name.toLowerCase(Locale.ROOT));
                    }
                }
            }
        }.parsePart(requirePart(relations));
        return targets;
    }

    private void readBook(byte[] part, Map<String, String> sheetParts) throws SAXException {
        Set<String> cells = new HashSet<>();
        new XlsxXmlReader(file) {
            @Override
            void handleStart(String element, Attributes attributes) {
                if (element.equals("workbookPr")) {
                    from1904 = isSet(attributes, "date1904");
                }
                if (element.equals("sheet")) {
                    String state = attributes.getValue("state");
                    String target = sheetParts.remove(relationId(attributes));
                    requireNoMoreThan(MAX_SHEETS, sheets.size());
                    if (target != null && !cells.add(target)) {
                        throw XlsxSheetReader.noWorkbook(file);
                    }
                    sheets.add(new XlsxSheet(
                            attributes.getValue("name"),
                            state != null && !state.equals("visible"),
                            target == null ? null : requirePart(target)));
                }
            }
        }.parsePart(part);
    }

    /** Rejects a workbook with more elements of one kind than spreadsheet programs write. */
    private void requireNoMoreThan(int most, int already) {
        if (already >= most) {
            throw XlsxPackage.tooLarge(file);
        }
    }

    /** Returns the identifier of a relation, in either of the two namespaces that programs use. */
    private static @Nullable String relationId(Attributes attributes) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals("id")) {
                return attributes.getValue(i);
            }
        }
        return null;
    }

    /** Reads the shared texts. A text may consist of runs in different fonts. Its phonetic hints are not part of it. */
    private final class SharedTextReader extends XlsxXmlReader {

        private final List<String> runs = new ArrayList<>();
        private boolean pronounced;

        SharedTextReader() {
            super(file);
        }

        @Override
        void handleStart(String element, Attributes attributes) {
            pronounced |= element.equals("rPh");
        }

        @Override
        void handleEnd(String element, String text) {
            switch (element) {
                case "rPh" -> pronounced = false;
                case "t" -> {
                    if (!pronounced) {
                        runs.add(text);
                    }
                }
                case "si" -> {
                    requireNoMoreThan(SheetLimits.MAX_CELLS, texts.size());
                    texts.add(unescapeText(runs.stream().collect(Collectors.joining())));
                    runs.clear();
                }
                default -> {}
            }
        }
    }

    private final class StyleReader extends XlsxXmlReader {

        private boolean ofCells;

        StyleReader() {
            super(file);
        }

        @Override
        void handleStart(String element, Attributes attributes) {
            switch (element) {
                case "numFmt" -> {
                    String code = attributes.getValue("formatCode");
                    if (code != null) {
                        requireNoMoreThan(MAX_FORMATS, formats.size());
                        formats.put(
                                Integer.valueOf(attributes.getValue("numFmtId")),
                                code.length() <= MAX_FORMAT_LENGTH ? code : "");
                    }
                }
                case "cellXfs" -> ofCells = true;
                case "xf" -> {
                    if (ofCells) {
                        requireNoMoreThan(MAX_STYLES, styles.size());
                        styles.add(formatNumbered(attributes.getValue("numFmtId")));
                    }
                }
                default -> {}
            }
        }

        @Override
        void handleEnd(String element, String text) {
            ofCells &= !element.equals("cellXfs");
        }

        private XlsxFormat formatNumbered(@Nullable String format) {
            return known.computeIfAbsent(
                    format == null ? 0 : Integer.parseInt(format),
                    number -> XlsxFormat.of(number, formats.get(number)));
        }
    }
}
