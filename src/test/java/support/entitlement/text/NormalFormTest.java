package support.entitlement.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormTest {

    /** Replaces each code such as {@code <200B>}, by which this source writes an invisible character. */
    private static String signs(String text) {
        StringBuilder signs = new StringBuilder();
        var matcher = java.util.regex.Pattern.compile("<([0-9A-F]{4,6})>").matcher(text);
        while (matcher.find()) {
            matcher.appendReplacement(signs, "");
            signs.appendCodePoint(Integer.parseInt(matcher.group(1), 16));
        }
        return matcher.appendTail(signs).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "Gro<0308><00DF>e, Gr<00F6><00DF>e",
        "Enterprise<00A0>Premium, Enterprise Premium",
        "Enterprise<202F>Premium, Enterprise Premium",
        "Enterprise<3000>Premium, Enterprise Premium",
        "Enterprise<0009>Premium, Enterprise Premium",
        "Enterprise <00A0> Premium, Enterprise Premium",
        "<00A0>Premium<2003>, Premium",
        "Pre<200B>mi<00AD>um<FEFF>, Premium",
        "Pre<2060>mi<200E>u<202E>m<2069>, Premium",
        "Pre<200C>mi<200D>um, Premium",
        "Premium<200D>, Premium",
        "o<200B><0308>, <00F6>",
        "<2126>, <03A9>",
        "one <000D><000A> two<2028>three, one<000A>two<000A>three",
    })
    void aTextIsKeptAsAReaderSeesIt(String text, String normal) {
        assertThat(NormalForm.of(signs(text))).isEqualTo(signs(normal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<0645><06CC><200C><062E><0648><0627><0647><0645>", // Persian, with a non-joiner
                "<0915><094D><200D><0937>", // Hindi, with a joiner
                "<1F469><200D><1F4BB>", // a woman at a computer
                "10<00B2>",
                "<00BD>",
                "<FB01>le",
            })
    void aTextKeepsWhatItsReadersNeed(String text) {
        assertThat(NormalForm.of(signs(text))).isEqualTo(signs(text));
    }

    @ParameterizedTest
    @CsvSource({
        "Gr<00F6><00DF>e, GRO<0308>SSE",
        "STRA<1E9E>E, stra<00DF>e",
        "<0130>STANBUL, istanbul",
        "i<0307>stanbul, Istanbul",
        "<0131><015F><0131>k, I<015E>IK",
        "<039F><0394><039F><03A3>, <03BF><03B4><03BF><03C2>",
        "<03C3><03BF><03C6>, <03C2><03BF><03C6>",
        "Wa<017F><017F>er, wasser",
        "<FF27><FF4F><FF4C><FF44>, gold",
        "<FF76><FF9E>, <30AC>",
        "o<FB03>ce, Office",
        "on<2011>site, on-site",
        "on<2010>site, ON-SITE",
        "customer<2019>s, customer's",
        "<2764><FE0F>, <2764>",
        "<0645><06CC><200C><062E>, <0645><06CC><062E>",
        "Enterprise<000A>Premium, enterprise premium",
        "<01C4>, <01C6>",
        "<00C5>, <212B>",
    })
    void namesThatReadersTakeForOneAreOne(String one, String other) {
        assertThat(NormalForm.key(signs(one))).isEqualTo(NormalForm.key(signs(other)));
        assertThat(NormalForm.areSame(signs(one), signs(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10<00B2>, 102", "Gold, G0ld", "a b, ab", "Premium, Premium+", "e, <00E9>", "<0410>, A", "A, ''"})
    void namesThatReadersTellApartAreTwo(String one, String other) {
        assertThat(NormalForm.areSame(signs(one), signs(other))).isFalse();
    }

    /** Ordering them takes time by the square of their number, so that a hundred cells of them kept a check busy. */
    @Test
    void runsOfMoreMarksThanAnyLanguageHasStayAsTheyAre() {
        String few = "a" + "\u0301\u0316".repeat(15);
        String many = "A\u030A a" + "\u0301\u0316".repeat(16);

        assertThat(NormalForm.of(few)).isEqualTo("\u00E1" + "\u0316".repeat(15) + "\u0301".repeat(14));
        assertThat(NormalForm.of(many)).isEqualTo(many);
        assertThat(NormalForm.key(NormalForm.key(many))).isEqualTo(NormalForm.key(many));
    }

    @Test
    void formsOfFormsAreTheSameForms() {
        Random random = new Random(17);
        int[][] ranges = {
            {0x09, 0x7F},
            {0xA0, 0x250},
            {0x300, 0x370},
            {0x390, 0x400},
            {0x600, 0x6FF},
            {0x2000, 0x2070},
            {0xFB00, 0xFB06},
            {0xFE00, 0xFFEE},
            {0x1F600, 0x1F640},
            {0x1E00, 0x2000},
            {0xA, 0xE}
        };
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(8), 0, ranges.length)
                    .map(range -> random.nextInt(ranges[range][0], ranges[range][1]))
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            String normal = NormalForm.of(text);
            String key = NormalForm.key(text);
            assertThat(NormalForm.of(normal)).as(text).isEqualTo(normal);
            assertThat(NormalForm.key(key)).as(text).isEqualTo(key);
            assertThat(NormalForm.key(normal)).as(text).isEqualTo(key);
        }
    }
}
