package support.entitlement;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import support.entitlement.contract.Contracts;
import support.entitlement.decision.Query;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.Vocabulary;
import support.entitlement.web.http.Quote;

/** Tests which packages may use which, and that policy is in tables only. */
class ArchitectureTest {

    private static final String BASE = "support.entitlement";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    /**
     * Methods that depend on the locale, the encoding or the time zone of the machine; each has a variant with a
     * parameter for it.
     */
    private static final Pattern MACHINE_DEPENDENT =
            Pattern.compile("java\\.lang\\.String\\.(?:format\\(java\\.lang\\.String,.*"
                    + "|formatted\\(.*|(?:toLowerCase|toUpperCase|getBytes)\\(\\)|<init>\\(\\[B(?:, int, int)?\\))"
                    + "|java\\.io\\.Print(?:Writer|Stream)\\.(?:(?:printf|format)\\(java\\.lang\\.String,.*"
                    + "|<init>\\((?:java\\.io\\.(?:OutputStream|File)|java\\.lang\\.String)(?:, boolean)?\\))"
                    + "|java\\.io\\.(?:InputStreamReader|OutputStreamWriter)\\.<init>\\([^,]*\\)|java\\.io\\.File(?:Reader|Writer)\\.<init>\\([^,]*\\)"
                    + "|java\\.io\\.ByteArrayOutputStream\\.toString\\(\\)|java\\.util\\.Scanner\\.<init>\\([^,]*\\)"
                    + "|java\\.util\\.Locale\\.getDefault\\(.*|java\\.util\\.TimeZone\\.getDefault\\(.*|java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)"
                    + "|java\\.time\\.(?:ZoneId\\.systemDefault|Clock\\.systemDefaultZone|\\w*Date\\w*\\.now|LocalTime\\.now|ZonedDateTime\\.now)\\(\\)"
                    + "|java\\.time\\.format\\.DateTimeFormatter\\.(?:ofPattern\\(java\\.lang\\.String\\)|ofLocalized.*)"
                    + "|java\\.text\\.(?:NumberFormat\\.get\\w*\\(\\)|DecimalFormat\\.<init>\\([^,]*\\)|SimpleDateFormat\\.<init>\\([^,]*\\)"
                    + "|MessageFormat\\.(?:format\\(.*|<init>\\([^,]*\\))|Collator\\.getInstance\\(\\))");

    @Test
    void theClassesUnderTestAreFound() {
        assertThat(CLASSES.contain(Query.class)).isTrue();
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "text, ''",
        "decision, text",
        "calendar, decision text",
        "sla, calendar decision text",
        "table, decision text",
        "policy, decision table sla calendar text",
        "query, table decision text",
        "scenario, query policy sla calendar table decision text",
        "change, policy table decision text",
        "database, text",
        "background, ''",
        "report, background change scenario policy table decision text",
        "release, report background database change scenario policy table decision text",
        "draft, release report background database change scenario policy table decision text",
        "contract, background database change release report policy sla calendar table decision text",
        "allowance, contract database release report policy table decision text",
        "settings, text",
        "security, settings text",
        "web.docs, security",
        "web, background calendar decision sla table query policy scenario change report release draft contract allowance security"
                + " settings database text",
        "cli, allowance background contract database decision table query policy scenario change report release security settings text"
    })
    void aPackageUsesOnlyThoseBelowIt(String user, String used) {
        String[] allowed = Stream.concat(Stream.of(user), Arrays.stream(used.split(" ")))
                .filter(name -> !name.isEmpty())
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(packageOf(user))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(BASE + "..").or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** The rooms of the releases, each with those below it. */
    @ParameterizedTest
    @CsvSource({"tables, ''", "log, tables", "impact, log tables", "directory, log tables", "proposal, . log tables"})
    void aRoomOfTheReleasesUsesOnlyThoseBelowIt(String user, String used) {
        String base = packageOf("release").replace("..", "");
        String[] allowed = Stream.concat(Stream.of(user), Arrays.stream(used.split(" ")))
                .filter(name -> !name.isEmpty())
                .map(name -> name.equals(".") ? base : base + "." + name)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(base + "." + user)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(base + "..").or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName().replace(BASE, "")))
                .isSubsetOf(
                        "",
                        ".text",
                        ".decision",
                        ".decision.allowance",
                        ".calendar",
                        ".calendar.holiday",
                        ".sla",
                        ".table",
                        ".table.problem",
                        ".table.sheet",
                        ".table.space",
                        ".table.name",
                        ".table.value",
                        ".table.check",
                        ".table.acceptance",
                        ".policy",
                        ".policy.calendar",
                        ".policy.engine",
                        ".policy.precedence",
                        ".query",
                        ".scenario",
                        ".change.diff",
                        ".change.impact",
                        ".database",
                        ".background",
                        ".report",
                        ".release.tables",
                        ".release.log",
                        ".release.impact",
                        ".release.directory",
                        ".release.proposal",
                        ".release",
                        ".draft",
                        ".draft.change",
                        ".draft.merge",
                        ".contract",
                        ".contract.group",
                        ".contract.lease",
                        ".contract.terms",
                        ".contract.impact",
                        ".allowance",
                        ".settings",
                        ".security",
                        ".security.authentication",
                        ".security.issuer",
                        ".web",
                        ".web.http",
                        ".web.server",
                        ".web.query",
                        ".web.batch",
                        ".web.evaluation",
                        ".web.authzen",
                        ".web.status",
                        ".web.contract",
                        ".web.usage",
                        ".web.release",
                        ".web.release.upload",
                        ".web.draft",
                        ".web.draft.publishing",
                        ".web.draft.acceptance",
                        ".web.table",
                        ".web.calendar",
                        ".web.operations",
                        ".web.security",
                        ".web.documentation",
                        ".web.documentation.annotation",
                        ".web.docs",
                        ".web.workbench",
                        ".cli");
    }

    @Test
    void nobodyUsesTheWebLayer() {
        noClasses()
                .that(resideOutsideOfPackage(packageOf("web")))
                .should()
                .dependOnClassesThat(resideInAPackage(packageOf("web")))
                .check(CLASSES);
    }

    @Test
    void onlyThePolicyPackageKnowsDrools() {
        noClasses()
                .that(resideOutsideOfPackage(packageOf("policy")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.drools..", "org.kie..", "org.mvel.."))
                .check(CLASSES);
    }

    @Test
    void noPackagesUseEachOther() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(BASE + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES.that(resideOutsideOfPackage(BASE + ".web..")));
    }

    @Test
    void noSubPackagesUseEachOther() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void thePlumbingOfHttpKnowsNoFeature() {
        classes()
                .that()
                .resideInAPackage(BASE + ".web.http")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(BASE + "..")
                        .or(resideInAnyPackage(BASE + ".web.http", packageOf("decision"), packageOf("text"))))
                .check(CLASSES);
    }

    @Test
    void noControllerUsesAnother() {
        noClasses()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "..").and(annotatedWith(RestController.class)))
                .check(CLASSES);
    }

    /** A request that cannot be answered ends with an exception, so that its handler has the type of its answer. */
    @Test
    void aMethodOfTheWebLayerReturnsItsType() {
        assertThat(webMethods())
                .hasSizeGreaterThan(100)
                .noneMatch(method -> method.getGenericReturnType().getTypeName().equals("java.lang.Object"))
                .noneMatch(method ->
                        method.getGenericReturnType().getTypeName().contains("ResponseEntity<java.lang.Object>"));
    }

    /** All but those whose type Spring prescribes, and the quotation of a JSON value, which is of any type. */
    private static Stream<Method> webMethods() {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(BASE + ".web") && !type.isRecord())
                .filter(type -> !type.isEquivalentTo(Quote.class))
                .filter(type -> !type.isAssignableTo(ResponseEntityExceptionHandler.class))
                .filter(type -> !type.isAssignableTo(BeanPostProcessor.class))
                .filter(type -> !type.isAssignableTo(ResponseBodyAdvice.class))
                .flatMap(type -> type.getMethods().stream())
                .map(JavaMethod::reflect)
                .filter(method -> !method.isSynthetic());
    }

    @Test
    void nothingDependsOnTheLocaleTheEncodingOrTheZoneOfTheMachine() {
        assertThat(machineDependentCalls(CLASSES)).isEmpty();
    }

    @Test
    void callsThatDependOnTheMachineAreFound() {
        JavaClasses dependent = new ClassFileImporter().importClasses(MachineDependent.class);

        assertThat(machineDependentCalls(dependent)).hasSize(5);
    }

    private static List<String> machineDependentCalls(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                .filter(call -> MACHINE_DEPENDENT
                        .matcher(call.getTarget().getFullName())
                        .matches())
                .map(call -> call.getDescription())
                .toList();
    }

    /** Calls that no class may make. */
    @SuppressWarnings("unused")
    private static final class MachineDependent {

        List<Object> calls() {
            return List.of(
                    "%d".formatted(1), "I".toLowerCase(), "é".getBytes(), ZoneId.systemDefault(), LocalDate.now());
        }
    }

    /** An attribute may have the name of a field: code that compares only names confuses the two. */
    @Test
    void aFactIsIdentifiedByItsInputAndNotByItsNameAlone() throws IOException {
        for (Path source : sources()) {
            if (!source.endsWith("Input.java")) {
                assertThat(Files.readString(source))
                        .as("%s", source)
                        .doesNotContain("column.input()", "condition.input()", "condition().input()");
            }
        }
    }

    @Test
    void noSourceNamesWhatThePolicyNames() throws IOException {
        for (Path source : sources()) {
            String text = Files.readString(source);
            assertThat(NamesOfThePolicy.ALL)
                    .as("%s", source)
                    .filteredOn(name -> says(text, name))
                    .allMatch(name -> isTheFormOfATime(source, name));
        }
    }

    @Test
    void theNamesOfThePolicyAreAllLookedFor() {
        assertThat(NamesOfThePolicy.ALL)
                .contains(
                        "Platinum",
                        "Enterprise Premium",
                        "API outage",
                        "substantially degraded",
                        "Landline",
                        "Acknowledge",
                        "4 hours",
                        "Production and/or implementation is not impacted severely.");
        assertThat(says("if (plan.equals(\"Platinum\"))", "Platinum")).isTrue();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).hasSizeGreaterThan(100);
            return found;
        }
    }

    /** Returns true for the one source that tells analysts how to write a time. */
    private static boolean isTheFormOfATime(Path source, String name) {
        return source.endsWith("Within.java") && name.matches("\\d+ \\w+");
    }

    private static boolean says(String text, String name) {
        return text.contains(name)
                && Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .find();
    }

    /** Tests wait for events, because a time limit that suffices on one machine does not on another. */
    @Test
    void noTestSleepsOrSetsATimeLimitOfItsOwn() {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .withImportOption(location -> !location.contains("/benchmark/"))
                .importPackages(BASE);
        DescribedPredicate<JavaClass> mayWaitForSomeTime = belongToAnyOf(
                        Waiting.class, ServiceProcess.class, FaultyProxy.class)
                .or(simpleName("KillRun"))
                .or(simpleName("MixedLoad"));
        noClasses()
                .that(not(mayWaitForSomeTime))
                .should()
                .callMethodWhere(describe("sleep or set a time limit, see Waiting", ArchitectureTest::limitsTheTime))
                .check(tests);
    }

    /** A writer may be told of a version that another one has stored, and of which replicas do not know yet. */
    @Test
    void whatWritersOfContractsAreToldIsReadForWriters() {
        noClasses()
                .that()
                .resideInAPackage("..web.contract..")
                .should()
                .callMethod(Contracts.class, "findNewest", String.class)
                .check(CLASSES);
    }

    /** On Java 25 its threads have the class loader of the system, which sees no library within the jar. */
    @Test
    void nothingRunsInTheCommonPoolOfJava() {
        noClasses()
                .should()
                .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
                .orShould()
                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                .check(CLASSES);
    }

    private static boolean limitsTheTime(JavaMethodCall call) {
        List<String> parameters = call.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getSimpleName)
                .toList();
        return Set.of("sleep", "atMost", "orTimeout", "completeOnTimeout").contains(call.getName())
                || Set.of("get", "await", "poll", "waitFor", "invokeAll", "awaitTermination", "tryAcquire")
                                .contains(call.getName())
                        && parameters.contains("TimeUnit");
    }

    private static String packageOf(String name) {
        return BASE + "." + name + "..";
    }

    /** Names of the shipped tables. Names of one or two letters, and the built-in calendar, may occur in code. */
    private static final class NamesOfThePolicy {

        static final Set<String> ALL = all();

        private static Set<String> all() {
            Vocabulary known = new RulesDirectory(Path.of("rules"))
                    .compileTables()
                    .requirePolicy()
                    .vocabulary();
            Set<String> names = new TreeSet<>();
            Stream.of(
                            known.plans(),
                            known.supportLevels(),
                            known.issueTypes(),
                            known.productionUses(),
                            known.slaCategories(),
                            known.channels(),
                            known.milestones())
                    .forEach(each -> names.addAll(each.all()));
            names.addAll(column("sla-definitions.csv", "Definition"));
            names.addAll(column("sla-agreements.csv", "Within"));
            names.addAll(column("sla-agreements.csv", "Commitment"));
            names.addAll(column("support-matrix.csv", "Guarantee in words"));
            names.addAll(column("support-matrix.csv", "Covers"));
            names.addAll(column("channels.csv", "Terms"));
            names.addAll(column("plans.csv", "Notice"));
            names.removeIf(name -> name.length() <= 2);
            return names;
        }

        private static List<String> column(String file, String title) {
            return EditedTables.shippedColumn(file, title);
        }
    }
}
