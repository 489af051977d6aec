package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.Decision.OnCall;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.Vocabulary;

/**
 * Tests every possible query of the published policy, with its answer and the rows that made it.
 *
 * <p>The answers were taken from the published page, not from the service. {@code published-sla-categories.csv} gives
 * the category of each impact, for every plan and issue type; {@code published-policy.csv} gives the rest. A line
 * stands for all combinations of its plans, issue types and impacts.
 */
class PublishedPolicyTest {

    private static final Policy POLICY =
            new RulesDirectory(Path.of("rules")).compileTables().requirePolicy();

    @ParameterizedTest
    @MethodSource("cases")
    void eachQueryIsAnsweredAsPublished(Case published) {
        Decision decision = POLICY.decide(published.query());

        assertSame(answer(decision), published);
        assertThat(decision.query()).isEqualTo(published.query());
        assertThat(decision.terms()).isEmpty();
        assertThat(decision.channelAllowed()).isNull();
    }

    @Test
    void everyCombinationOfTheKnownNamesIsAskedOnce() throws IOException {
        List<Query> asked = cases().map(Case::query).toList();

        assertThat(asked).hasSize(630).containsExactlyInAnyOrderElementsOf(everyQuery(POLICY.vocabulary()));
    }

    @Test
    void theNoticeSaysThatCategoriesAreInformationalAndContractsPrevail() {
        Decision decision = POLICY.decide(query("Enterprise Premium", "Issue reports", "category 1"));

        assertThat(decision.notice())
                .containsIgnoringCase("SLA categories are informational")
                .contains("terms in contracts signed with customers prevail");
    }

    /** Compares column by column, so that a failure shows only the columns that differ. */
    private static void assertSame(Map<String, String> answer, Case published) {
        assertSoftly(softly -> {
            softly.assertThat(answer).containsOnlyKeys(published.answer().keySet());
            published
                    .answer()
                    .forEach((column, text) -> softly.assertThat(answer.get(column))
                            .as("%s of %s%n(%s)", column, published, published.why())
                            .isEqualTo(text));
        });
    }

    // The published answers

    /** A query, its answer by column, and the reason of the answer. */
    private record Case(Query query, Map<String, String> answer, String why) {

        @Override
        public String toString() {
            String category = query.slaCategory() == null ? "" : ", category " + query.slaCategory();
            String use = query.productionUse() == null ? "" : ", " + query.productionUse();
            String workaround = query.workaround() == null ? "" : ", workaround " + yesOrNo(query.workaround());
            return query.plan() + ", " + query.issueType() + use + workaround + category;
        }
    }

    private static Stream<Case> cases() throws IOException {
        Map<String, NamedCsvRecord> categories = categoriesByImpact();
        return read("published-policy.csv").stream().flatMap(line -> cases(line, categories));
    }

    private static Stream<Case> cases(NamedCsvRecord line, Map<String, NamedCsvRecord> categories) {
        List<Case> cases = new ArrayList<>();
        for (String plan : list(line, "plans")) {
            for (String issueType : list(line, "issue types")) {
                for (String impact : impacts(line, categories)) {
                    cases.add(publishedCase(query(plan, issueType, impact), line, categories.get(impact)));
                }
            }
        }
        return cases.stream();
    }

    private static Iterable<String> impacts(NamedCsvRecord line, Map<String, NamedCsvRecord> categories) {
        List<String> impacts = list(line, "impact");
        return impacts.equals(List.of("any")) ? categories.keySet() : impacts;
    }

    private static Case publishedCase(Query query, NamedCsvRecord line, NamedCsvRecord category) {
        Map<String, String> answer = line.getFieldsAsMap();
        List.of("plans", "issue types", "impact", "why").forEach(answer::remove);
        answer.put("SLA category", category.getField("SLA category"));
        answer.put("definition", category.getField("definition"));
        answer.put("rows", sorted(Stream.of(line, category).flatMap(PublishedPolicyTest::rows)));
        return new Case(query, answer, line.getField("why") + " – " + category.getField("why"));
    }

    private static Stream<String> rows(NamedCsvRecord line) {
        return Stream.of(line.getField("rows").split(" ")).filter(row -> !row.isEmpty());
    }

    private static Map<String, NamedCsvRecord> categoriesByImpact() throws IOException {
        Map<String, NamedCsvRecord> categories = new LinkedHashMap<>();
        for (NamedCsvRecord line : read("published-sla-categories.csv")) {
            list(line, "impact").forEach(impact -> categories.put(impact, line));
        }
        return categories;
    }

    private static List<NamedCsvRecord> read(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().ofNamedCsvRecord(Path.of("src/test/resources", file))) {
            return lines.stream().toList();
        }
    }

    private static List<String> list(NamedCsvRecord line, String column) {
        return List.of(line.getField(column).split(" \\| "));
    }

    // The queries

    /**
     * Returns a query. The impact is {@code -} if none is sent, or a category, or production use and workaround joined
     * by {@code &}.
     */
    private static Query query(String plan, String issueType, String impact) {
        if (impact.startsWith("category ")) {
            return new Query(plan, issueType, null, null, impact.substring("category ".length()), null, Map.of());
        }
        String productionUse = null;
        Boolean workaround = null;
        for (String fact : impact.split(" & ")) {
            switch (fact) {
                case "-" -> {}
                case "workaround" -> workaround = true;
                case "no workaround" -> workaround = false;
                default -> productionUse = fact;
            }
        }
        return new Query(plan, issueType, productionUse, workaround, null, null, Map.of());
    }

    private static List<Query> everyQuery(Vocabulary known) {
        List<Query> queries = new ArrayList<>();
        for (String plan : known.plans().all()) {
            for (String issueType : known.issueTypes().all()) {
                everyImpact(known).forEach(impact -> queries.add(query(plan, issueType, impact)));
            }
        }
        return queries;
    }

    private static List<String> everyImpact(Vocabulary known) {
        List<String> impacts = new ArrayList<>(List.of("-", "workaround", "no workaround"));
        for (String use : known.productionUses().all()) {
            impacts.addAll(List.of(use, use + " & workaround", use + " & no workaround"));
        }
        known.slaCategories().all().forEach(category -> impacts.add("category " + category));
        return impacts;
    }

    // The service's answers, in the words of the columns

    private static Map<String, String> answer(Decision decision) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("entitled", yesOrNo(decision.entitled()));
        answer.put("reason", text(decision.reasonCode()));
        answer.put("support level", text(decision.supportLevel()));
        answer.put("SLA category", text(decision.slaCategory(), SlaCategory::id));
        answer.put("definition", text(decision.slaCategory(), SlaCategory::definition));
        answer.put("channels stated", yesOrNo(decision.channelsStated()));
        answer.put("channels", joined(decision.channels(), PublishedPolicyTest::channel));
        answer.put("guarantee", text(decision.guarantee(), Guarantee::kind));
        answer.put("guarantee in words", text(decision.guarantee(), Guarantee::text));
        answer.put("priority flag", yesOrNo(decision.priorityFlag()));
        answer.put("on-call", text(decision.onCall(), OnCall::coverage));
        answer.put("milestones", joined(decision.milestones(), PublishedPolicyTest::milestone));
        answer.put("commitments", joined(decision.commitments(), Function.identity()));
        answer.put("allowance", text(decision.allowance(), PublishedPolicyTest::allowance));
        answer.put("refer to", text(decision.referTo()));
        answer.put(
                "missing", joined(decision.missingPointers().stream().sorted().toList(), Function.identity()));
        answer.put("no row in", joined(decision.noRowIn(), Decision.TableName::file));
        answer.put("notice", yesOrNo(decision.notice() != null));
        answer.put("rows", sorted(decision.because().stream().map(row -> row.file() + ":" + row.row())));
        answer.put("covers", text(decision.covers()));
        return answer;
    }

    private static String channel(OfferedChannel channel) {
        return channel.name()
                + Stream.of(channel.medium(), channel.terms())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; ", " (", ")"));
    }

    private static String milestone(Milestone milestone) {
        return "%s within %s (%s; %s)"
                .formatted(
                        milestone.name(),
                        milestone.within(),
                        milestone.calendar(),
                        milestone.basis().name().toLowerCase(Locale.ROOT));
    }

    private static String allowance(Allowance allowance) {
        return allowance.amount() + " " + allowance.unit() + " per " + allowance.per();
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static String text(@Nullable Object value) {
        return text(value, Function.identity());
    }

    private static <T> String text(@Nullable T value, Function<T, @Nullable Object> part) {
        return value == null ? "" : Objects.toString(part.apply(value), "");
    }

    private static <T> String joined(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(" | "));
    }

    private static String sorted(Stream<String> rows) {
        return rows.sorted().collect(Collectors.joining(" "));
    }
}
