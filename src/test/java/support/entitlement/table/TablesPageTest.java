package support.entitlement.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import support.entitlement.decision.ActionMethod;
import support.entitlement.decision.BusinessHours;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Entitlement;
import support.entitlement.table.value.Fact;

/** The page about tables has every field, every action and every hit policy that headers may name, and no other. */
class TablesPageTest {

    private final String page;

    TablesPageTest() throws IOException {
        page = Files.readString(Path.of("src/site/markdown/analyst/tables.md"));
    }

    @Test
    void everyActionHasARowAndEveryRowIsAnAction() {
        Set<String> actions = new TreeSet<>();
        actions.addAll(actions("entitlement", Entitlement.class));
        actions.addAll(actions("$channel", Channel.class));
        actions.addAll(actions("$calendar", BusinessHours.class));
        actions.addAll(actions("$fact", Fact.class));

        assertThat(firstCells("\\$?[a-z]+\\.[a-zA-Z]+")).isEqualTo(actions);
    }

    private static List<String> actions(String target, Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(ActionMethod.class))
                .map(Method::getName)
                .map(name -> target + "." + name)
                .toList();
    }

    @Test
    void everyFieldHasARow() {
        Set<String> fields = Arrays.stream(FactType.values())
                .flatMap(fact -> fact.fieldNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(fields)
                .contains("plan", "name")
                .allSatisfy(field -> assertThat(page).containsPattern("(?m)^\\| `" + field + "`[^|]*\\| "));
    }

    @Test
    void everyHitPolicyHasARow() {
        assertThat(Stream.of(HitPolicy.values()).map(HitPolicy::toString))
                .allSatisfy(policy -> assertThat(page).containsPattern("(?m)^\\| `" + policy + "`[^|]*\\| "));
    }

    /** The names in the first cells of all rows; a call in brackets is cut off. */
    private Set<String> firstCells(String form) {
        return page.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .flatMap(cell ->
                        Pattern.compile("`(" + form + ")[`(]").matcher(cell).results())
                .map(name -> name.group(1))
                .filter(name -> !name.matches(".*\\.(csv|drl)"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
