package support.entitlement.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Contracts in JSON, a line each. One is held at a time. Not thread-safe. */
final class ContractJsonLines implements Iterator<ContractLine> {

    private final LineReader lines;
    private final JsonMapper json;
    private @Nullable ContractLine next;

    ContractJsonLines(InputStream in, JsonMapper json) {
        this.lines = new LineReader(in, LineStreamController.LONGEST_LINE);
        this.json = json;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && lines.next()) {
                if (!lines.isBlank()) {
                    next = read();
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

    private ContractLine read() {
        if (lines.isTooLong()) {
            return ContractLine.unreadable(
                    lines.number(),
                    null,
                    ProblemCode.BODY_TOO_LARGE,
                    "This line is longer than " + LineStreamController.LONGEST_LINE + " bytes.");
        }
        try {
            return new ContractLine(
                    lines.number(),
                    json.readTree(lines.bytes(), 0, lines.length()),
                    List.of(),
                    UnaryOperator.identity());
        } catch (JacksonException e) {
            return ContractLine.unreadable(lines.number(), null, ProblemCode.MALFORMED_JSON, MalformedJson.explain(e));
        }
    }
}
