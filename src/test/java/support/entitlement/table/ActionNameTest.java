package support.entitlement.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import support.entitlement.decision.ActionMethod;
import support.entitlement.decision.BusinessHours;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.Query;
import support.entitlement.table.value.Fact;

class ActionNameTest {

    @Test
    void eachActionThatTablesCallHasItsNameAndEachNameItsAction() {
        Set<String> actions = Stream.of(Entitlement.class, Channel.class, BusinessHours.class, Fact.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.isAnnotationPresent(ActionMethod.class))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(ActionName.values()).extracting(ActionName::toString).containsExactlyInAnyOrderElementsOf(actions);
    }

    @Test
    void eachFieldThatTablesCompareHasItsName() {
        Set<String> fields = Stream.of(Query.class, Coverage.class, Channel.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(FactField.values()).extracting(FactField::toString).isSubsetOf(fields);
        assertThat(FactField.SLA_CATEGORY.settingAction()).isEqualTo(ActionName.SLA_CATEGORY);
    }
}
