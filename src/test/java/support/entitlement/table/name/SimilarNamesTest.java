package support.entitlement.table.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.table.problem.Budget;
import support.entitlement.text.NormalForm;

class SimilarNamesTest {

    /** A pair of names, and whether one of them is a slip. */
    record NamePair(String one, String other, boolean slip) {}

    @ParameterizedTest
    @MethodSource("pairs")
    void slipsAreFoundAndNamesThatAreMeantToDifferAreNot(NamePair pair) {
        SimilarNames names = new SimilarNames(Budget.ofCheck());
        names.addAndFindSimilar(pair.one());

        boolean found = NormalForm.areSame(pair.one(), pair.other()) || names.addAndFindSimilar(pair.other()) != null;

        assertThat(found).isEqualTo(pair.slip());
    }

    static List<NamePair> pairs() throws IOException {
        List<NamePair> pairs = new ArrayList<>();
        boolean slip = false;
        for (String line : Files.readAllLines(Path.of("src/test/resources/names/near-duplicates.txt"))) {
            if (line.startsWith("#")) {
                slip = line.contains("slips");
            } else {
                String[] names = line.split("\\|");
                pairs.add(new NamePair(names[0], names[1], slip));
            }
        }
        return pairs;
    }
}
