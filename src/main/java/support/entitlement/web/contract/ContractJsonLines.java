package support.entitlement.web.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.LineReader;
import support.entitlement.web.http.MalformedJson;
import support.entitlement.web.http.ProblemCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads contracts in JSON, one in each line. One contract is held at a time. Not thread-safe. */
final class ContractJsonLines implements Iterator<ContractLine> {

    private final LineReader lines;
    private final JsonMapper json;
    private @Nullable ContractLine next;

    ContractJsonLines(InputStream in, JsonMapper json) {
        this.lines = new LineReader(in, LineReader.MAX_JSON_BYTES);
        this.json = json;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && lines.readLine()) {
                if (!lines.isBlank()) {
                    next = readContract();
                }
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ContractLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ContractLine read = next;
        next = null;
        return read;
    }

    private ContractLine readContract() {
        if (lines.isTooLong()) {
            return ContractLine.unreadableLine(
                    lines.lineNumber(),
                    null,
                    ProblemCode.BODY_TOO_LARGE,
                    "This line is longer than " + LineReader.MAX_JSON_BYTES + " bytes.");
        }
        try {
            return new ContractLine(
                    lines.lineNumber(),
                    json.readTree(lines.lineBytes(), 0, lines.lineLength()),
                    List.of(),
                    UnaryOperator.identity());
        } catch (JacksonException e) {
            return ContractLine.unreadableLine(
                    lines.lineNumber(), null, ProblemCode.MALFORMED_JSON, MalformedJson.explain(e));
        }
    }
}
