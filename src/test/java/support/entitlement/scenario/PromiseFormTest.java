package support.entitlement.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Basis;
import support.entitlement.decision.DecisionBuilder;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.sla.PromiseTrait;

/** Tests the columns of scenarios that say something of each promise. */
class PromiseFormTest {

    private static final List<@Nullable Within> TIMES =
            Arrays.asList(Within.parse("1 hour"), Within.parse("2 hours"), null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Expect due after | Response (guaranteed): 8 hours, response (Target): 2 hours | met",
                "Expect due after | Response (starts at opened) (target): 2 hours, Response (guaranteed): 8 hours | met",
                "Expect due after | Response (guaranteed): 2 hours, Response (target): 8 hours | differs",
                "Expect due after | Response: 8 hours, Response: 2 hours | could mean more than one",
                "Expect due after | Response: 8 hours, Response (target): 2 hours | could mean more than one",
                "Expect due after | Response (goal): 2 hours, Response (guaranteed): 8 hours | differs",
                "Expect due after | Response (target): 2 hours, Response (target): 2 hours | differs",
                "Expect due after | Update (once): 4 hours | met",
                "Expect due after | Update: 4 hours | could mean more than one",
                "Expect due after | Update (repeated): 4 hours | differs",
                "Expect every     | Update: 1 day | met",
                "Expect every     | Update (repeated): 1 day | met",
                "Expect every     | Update (once): 1 day | differs",
                "Expect strength  | Response: target, Response: guaranteed | met",
                "Expect strength  | Response: target, Response: target | differs",
                "Expect milestones | Response, Response | met",
                "Expect milestones | Response (target), Response (guaranteed) | met",
                "Expect milestones | Response | differs"
            })
    void promisesOfOneMilestoneAreToldApartByWhatTheyDifferIn(String title, String cell, String result) {
        Milestone guarantee = new Milestone("Response", Within.parse("8 hours"), "24x7", Basis.PUBLISHED);
        Milestone target = new Milestone(
                "Response", Within.parse("2 hours"), "24x7", Basis.PUBLISHED, "opened", null, null, Strength.TARGET);
        Milestone first = new Milestone("Update", Within.parse("4 hours"), "24x7", Basis.PUBLISHED);
        Milestone daily = new Milestone(
                "Update", null, "24x7", Basis.PUBLISHED, "opened", null, Within.parse("1 day"), Strength.GUARANTEED);
        ScenarioAnswer answer = answerOf(cell.contains("Update") ? List.of(first, daily) : List.of(guarantee, target));
        PartForm form = Stream.of(ExpectedPart.values())
                .filter(part -> part.columnTitle().equals(title))
                .findFirst()
                .orElseThrow()
                .form();

        assertThat(
                        form.isMet(cell, answer, null)
                                ? "met"
                                : form.findAmbiguity(cell, answer).isPresent() ? "could mean more than one" : "differs")
                .isEqualTo(result);
    }

    /** Whatever a cell says, it is never met by two answers that differ only in which promise has which value. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aCellIsNotMetByTwoAnswersThatExchangeTheValuesOfPromises(int seed) {
        Random random = new Random(seed);
        List<Milestone> promises = IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(any -> randomPromise(random))
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(PromiseTraitsOf::of, Function.identity(), (one, other) -> one),
                        distinct -> List.copyOf(distinct.values())));
        ScenarioAnswer answer = answerOf(promises);
        PartForm form = ExpectedPart.DUE_AFTER.form();
        assertThat(form.isMet(form.show(answer, null), answer, null)).isTrue();
        for (int i = 0; i < 40; i++) {
            String cell = promises.stream()
                    .filter(promise -> promise.within() != null)
                    .map(promise -> randomName(promise, random) + ": " + promise.within())
                    .collect(Collectors.joining(", "));
            if (form.isMet(cell, answer, null)) {
                permutations(promises.stream().map(Milestone::within).toList())
                        .map(times -> withTimes(promises, times))
                        .filter(other -> !other.equals(promises))
                        .forEach(other -> assertThat(form.isMet(cell, answerOf(other), null))
                                .as("%s of %s", cell, other)
                                .isFalse());
            }
        }
    }

    private record PromiseTraitsOf(List<String> traits) {
        static PromiseTraitsOf of(Milestone promise) {
            return new PromiseTraitsOf(Stream.concat(
                            Stream.of(promise.name()),
                            Stream.of(PromiseTrait.values()).map(trait -> trait.describe(promise)))
                    .toList());
        }
    }

    private static Milestone randomPromise(Random random) {
        return new Milestone(
                one(List.of("Fix", "Fix", "Fix (prod)"), random),
                one(TIMES, random),
                "24x7",
                Basis.PUBLISHED,
                one(List.of("opened", "acknowledged"), random),
                random.nextBoolean() ? null : "shipped",
                random.nextBoolean() ? null : Within.parse("1 hour"),
                random.nextBoolean() ? Strength.GUARANTEED : Strength.TARGET);
    }

    private static String randomName(Milestone promise, Random random) {
        return promise.name()
                + Stream.of(PromiseTrait.values())
                        .filter(any -> random.nextBoolean())
                        .map(trait -> " (" + trait.describe(promise) + ")")
                        .collect(Collectors.joining());
    }

    private static List<Milestone> withTimes(List<Milestone> promises, List<@Nullable Within> times) {
        return IntStream.range(0, promises.size())
                .mapToObj(i -> new Milestone(
                        promises.get(i).name(),
                        times.get(i),
                        "24x7",
                        Basis.PUBLISHED,
                        promises.get(i).startsAt(),
                        promises.get(i).endsAt(),
                        promises.get(i).every(),
                        promises.get(i).strength()))
                .toList();
    }

    private static <T> Stream<List<T>> permutations(List<T> all) {
        return all.isEmpty()
                ? Stream.of(List.of())
                : IntStream.range(0, all.size()).boxed().flatMap(first -> {
                    List<T> rest = new ArrayList<>(all);
                    T head = rest.remove((int) first);
                    return permutations(rest)
                            .map(tail -> Stream.concat(Stream.of(head), tail.stream())
                                    .toList());
                });
    }

    private static ScenarioAnswer answerOf(List<Milestone> milestones) {
        Query query = new Query("Free", "Issue reports", null, null, null, null, Map.of());
        return ScenarioAnswer.withoutCase(
                new DecisionBuilder(query).withMilestones(milestones).build(), Calendars.BUILT_IN);
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
