package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * JSON as abridged in the manual, where {@code …} stands for omitted parts: within a text for any text, as an element
 * for any number of elements, as a field for any number of fields.
 */
final class Shortened {

    private static final String ELLIPSIS = "…";

    private Shortened() {}

    /** Fails unless an answer matches the abridged one. */
    static void assertShows(JsonNode shown, JsonNode actual) {
        assertShows(shown, actual, "");
    }

    private static void assertShows(JsonNode shown, JsonNode actual, String pointer) {
        if (shown.isObject()) {
            assertThat(actual.isObject()).as("%s: %s", pointer, actual).isTrue();
            shown.properties().stream()
                    .filter(field -> !field.getKey().equals(ELLIPSIS))
                    .forEach(field -> {
                        assertThat(actual.has(field.getKey()))
                                .as("%s/%s", pointer, field.getKey())
                                .isTrue();
                        assertShows(field.getValue(), actual.get(field.getKey()), pointer + "/" + field.getKey());
                    });
            if (!shown.has(ELLIPSIS)) {
                assertThat(actual.propertyNames()).as(pointer).hasSameSizeAs(shown.propertyNames());
            }
        } else if (shown.isArray()) {
            assertShowsElements(shown.valueStream().toList(), actual, pointer);
        } else if (shown.isString()) {
            assertThat(actual.isString() ? actual.stringValue() : actual.toString())
                    .as(pointer)
                    .matches(pattern(shown.stringValue()));
        } else {
            assertThat(actual).as(pointer).isEqualTo(shown);
        }
    }

    private static void assertShowsElements(List<JsonNode> shown, JsonNode actual, String pointer) {
        boolean fromTheFirst = shown.isEmpty() || !isEllipsis(shown.get(0));
        boolean toTheLast = shown.isEmpty() || !isEllipsis(shown.get(shown.size() - 1));
        List<JsonNode> elements =
                shown.stream().filter(element -> !isEllipsis(element)).toList();
        assertThat(actual.isArray()).as("%s: %s", pointer, actual).isTrue();
        assertThat(actual.size()).as(pointer).isGreaterThanOrEqualTo(elements.size());
        if (fromTheFirst && toTheLast) {
            assertThat(actual.size()).as(pointer).isEqualTo(elements.size());
        }
        int first = fromTheFirst ? 0 : actual.size() - elements.size();
        for (int i = 0; i < elements.size(); i++) {
            assertShows(elements.get(i), actual.get(first + i), pointer + "/" + (first + i));
        }
    }

    private static boolean isEllipsis(JsonNode element) {
        return element.isString() && element.stringValue().equals(ELLIPSIS);
    }

    /** Returns the pattern of a text in which {@code …} stands for any part. */
    static Pattern pattern(String shown) {
        return Pattern.compile(
                Stream.of(shown.split(ELLIPSIS, -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
