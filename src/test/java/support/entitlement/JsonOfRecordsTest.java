package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import support.entitlement.background.HeartbeatStatus;
import support.entitlement.contract.Agreement;
import support.entitlement.release.log.Release;
import support.entitlement.report.ImpactState;
import support.entitlement.web.evaluation.EvaluationResponse;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.PropertyWriter;

/**
 * Records that are answered or stored as JSON have no other members there than their components: a method such as {@code isOpen()} of a
 * record counts as one, unless it is annotated.
 */
class JsonOfRecordsTest {

    /** Records that are written by other means than as the result of a method that answers a request. */
    private static final List<Class<?>> WRITTEN = List.of(Agreement.class, Release.class, EvaluationResponse.class);

    private final Set<Class<?>> records = new LinkedHashSet<>();

    @Test
    void theJsonOfARecordHasNoMemberThatIsNoComponent() {
        WRITTEN.forEach(this::addRecords);
        new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages(ArchitectureTest.class.getPackageName())
                        .stream()
                        .filter(type -> type.getPackageName().contains(".web"))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
                        .map(Method::getGenericReturnType)
                        .forEach(this::addRecords);

        assertThat(records).hasSizeGreaterThan(100).contains(HeartbeatStatus.class, ImpactState.class);
        assertThat(records.stream().flatMap(JsonOfRecordsTest::findMoreMembers)).isEmpty();
    }

    private void addRecords(Type type) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(this::addRecords);
        } else if (type instanceof WildcardType any) {
            Stream.of(any.getUpperBounds()).forEach(this::addRecords);
        } else if (type instanceof Class<?> each && each.isArray()) {
            addRecords(each.componentType());
        } else if (type instanceof Class<?> each && each.isSealed()) {
            Stream.of(each.getPermittedSubclasses()).forEach(this::addRecords);
        } else if (type instanceof Class<?> each && each.isRecord() && records.add(each)) {
            for (RecordComponent component : each.getRecordComponents()) {
                addRecords(component.getGenericType());
                Schema schema = component.getAccessor().getAnnotation(Schema.class);
                if (schema != null) {
                    Stream.of(schema.oneOf()).forEach(this::addRecords);
                    addRecords(schema.implementation());
                }
            }
        }
    }

    private static Stream<String> findMoreMembers(Class<?> type) {
        Set<String> components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        Set<String> more = new TreeSet<>();
        JsonMapper.shared()
                ._serializationContext()
                .findTypedValueSerializer(type, true)
                .properties()
                .forEachRemaining(member -> {
                    if (!isWanted(member, components)) {
                        more.add(type.getName() + "." + member.getMember().getName());
                    }
                });
        return more.stream();
    }

    private static boolean isWanted(PropertyWriter property, Set<String> components) {
        AnnotatedMember member = property.getMember();
        return components.contains(member.getName()) || member.hasAnnotation(JsonProperty.class);
    }
}
