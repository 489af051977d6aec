package support.entitlement.table.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;
import support.entitlement.table.problem.TableException;

/**
 * Reads a part of a workbook as a stream of elements, so that memory use does not grow with its size. A part that
 * declares a document type could make a parser fetch files or grow without bound; no spreadsheet program writes one,
 * and it is rejected.
 */
abstract class XlsxXmlReader extends DefaultHandler2 {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_TAG_LENGTH = 64 * 1024;

    private final String file;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    XlsxXmlReader(String file) {
        this.file = file;
    }

    /** Handles the start of an element, named without its namespace. */
    abstract void handleStart(String element, Attributes attributes);

    /** Handles the end of an element, with the text after its last inner element. */
    void handleEnd(String element, String text) {}

    /**
     * Reads a part from start to end.
     *
     * @throws SAXException if it is not well-formed XML
     * @throws TableException if it declares a document type
     */
    final void parsePart(byte[] part) throws SAXException {
        checkTags(part);
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty("http://xml.org/sax/properties/lexical-handler", this);
            parser.parse(new ByteArrayInputStream(part), this);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("Bytes in memory can be read by every Java platform", e);
        }
    }

    /** Rejects overlong tags, because parsers keep a whole tag in memory, several times over. */
    private static void checkTags(byte[] part) throws SAXException {
        int start = part.length;
        for (int at = 0; at < part.length; at++) {
            if (part[at] == '<') {
                start = at;
            } else if (part[at] == '>') {
                start = part.length;
            } else if (at - start > MAX_TAG_LENGTH) {
                throw new SAXException("too long");
            }
        }
    }

    @Override
    public final void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
        throw XlsxPackage.activeContent(file, "<!DOCTYPE " + name, "a document type");
    }

    @Override
    public final InputSource resolveEntity(
            @Nullable String name, @Nullable String publicId, @Nullable String baseUri, @Nullable String systemId) {
        return new InputSource(new StringReader(""));
    }

    @Override
    public final void startElement(String uri, String element, String prefixed, Attributes attributes)
            throws SAXException {
        depth++;
        if (depth > MAX_DEPTH) {
            throw new SAXException("too deep");
        }
        text.setLength(0);
        handleStart(element, attributes);
    }

    @Override
    public final void endElement(String uri, String element, String prefixed) {
        depth--;
        handleEnd(element, text.toString());
        text.setLength(0);
    }

    @Override
    public final void characters(char[] signs, int start, int length) {
        if (text.length() <= CellText.MAX_CLEANED_LENGTH) {
            text.append(signs, start, length);
        }
    }

    @Override
    public final void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    /** Returns true if an attribute is true. */
    static boolean isSet(Attributes attributes, String name) {
        String value = attributes.getValue(name);
        return value != null && (value.equals("1") || value.equals("true"));
    }
}
