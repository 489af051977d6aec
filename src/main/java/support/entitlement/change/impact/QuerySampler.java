package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.FirstStageGroups.OutcomeGroup;
import support.entitlement.change.impact.QuerySet.ComparedQuery;
import support.entitlement.change.impact.QuerySet.DividingNames;
import support.entitlement.change.impact.QuerySet.SearchedFacts;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.decision.Query;
import support.entitlement.table.FactField;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/**
 * Chooses queries of boxes: one for each plan, issue type, SLA category and channel that names tell apart, as far as the box has it.
 * Immutable.
 */
final class QuerySampler {

    private final SearchedFacts facts;
    private final CommonQuerySpace space;
    private final ExampleQueries queries;
    private final List<List<FieldChoice>> choices;
    private final int[] clearest;

    /**
     * Values of a field to choose one of.
     *
     * @param input the index of the field; negative if no table compares it
     * @param classes the values, if tables compare it; null for all
     * @param name the value, if no table compares it; null if it is not sent
     */
    private record FieldChoice(
            FactField field,
            int input,
            @Nullable ValueClasses classes,
            @Nullable String name) {}

    QuerySampler(SearchedFacts facts, String plan, DividingNames names) {
        this.facts = facts;
        this.space = facts.space();
        this.queries = new ExampleQueries(space, facts.before(), facts.after());
        this.choices = combine(List.of(
                choosePlan(plan),
                chooseNames(FactField.ISSUE_TYPE, names.issueTypes()),
                chooseCategories(names.slaCategories()),
                chooseNames(FactField.CHANNEL, names.channels())));
        this.clearest = IntStream.range(0, space.inputs().size())
                .map(input -> clearestClass(space.domainOf(input)))
                .toArray();
    }

    /** Returns the class for an input that the search does not divide; any number for one without classes, of which there is no query. */
    private static int clearestClass(InputDomain domain) {
        return domain.allClasses().isEmpty() ? 0 : domain.clearestClass(domain.allClasses());
    }

    private static List<List<FieldChoice>> combine(List<List<FieldChoice>> fields) {
        List<List<FieldChoice>> combined = List.of(List.of());
        for (List<FieldChoice> field : fields) {
            combined = combined.stream()
                    .flatMap(chosen -> field.stream().map(choice -> {
                        List<FieldChoice> longer = new ArrayList<>(chosen);
                        longer.add(choice);
                        return longer;
                    }))
                    .toList();
        }
        return combined;
    }

    private List<FieldChoice> choosePlan(String plan) {
        int input = space.indexOf(FactField.PLAN);
        if (input < 0) {
            return List.of(new FieldChoice(FactField.PLAN, input, null, plan));
        }
        ValueClasses classes = space.classesOfName(input, plan);
        return classes.isEmpty() ? List.of() : List.of(new FieldChoice(FactField.PLAN, input, classes, null));
    }

    /** The search itself divides the queries by a category that tables compare. */
    private List<FieldChoice> chooseCategories(Set<String> names) {
        int input = space.indexOf(FactField.SLA_CATEGORY);
        return input < 0
                ? chooseUncompared(FactField.SLA_CATEGORY, names)
                : List.of(new FieldChoice(FactField.SLA_CATEGORY, input, null, null));
    }

    private List<FieldChoice> chooseNames(FactField field, Set<String> names) {
        int input = space.indexOf(field);
        return input < 0 ? chooseUncompared(field, names) : chooseCompared(field, input, names);
    }

    /** Divides the values into each name by itself, all others, and the absent value. */
    private List<FieldChoice> chooseCompared(FactField field, int input, Set<String> names) {
        InputDomain domain = space.domainOf(input);
        List<ValueClasses> sets = new ArrayList<>();
        names.stream().map(name -> space.classesOfName(input, name)).distinct().forEach(sets::add);
        sets.add(domain.sentClasses().minus(ValueClasses.union(sets)));
        sets.add(domain.absentClass());
        return sets.stream()
                .filter(set -> !set.isEmpty())
                .map(set -> new FieldChoice(field, input, set, null))
                .toList();
    }

    /** Returns the names that both versions know, one that is none of them, and the absent value. */
    private List<FieldChoice> chooseUncompared(FactField field, Set<String> names) {
        List<String> common = facts.after().namesOf(field).all().stream()
                .filter(name -> findSpelling(facts.before(), field, name).isPresent())
                .toList();
        List<String> named = common.stream()
                .filter(name -> names.stream().anyMatch(each -> PartChanges.areOneName(each, name)))
                .toList();
        List<FieldChoice> all = new ArrayList<>();
        named.forEach(name -> all.add(new FieldChoice(field, -1, null, name)));
        common.stream()
                .filter(name -> !named.contains(name))
                .limit(1)
                .forEach(name -> all.add(new FieldChoice(field, -1, null, name)));
        all.add(new FieldChoice(field, -1, null, null));
        return all;
    }

    private static Optional<String> findSpelling(Vocabulary vocabulary, FactField field, String name) {
        return vocabulary.namesOf(field).findSpelling(name);
    }

    Stream<ComparedQuery> sampleBoxes(List<QueryBox> boxes) {
        return boxes.stream().flatMap(box -> choices.stream().flatMap(chosen -> sampleQuery(box, chosen).stream()));
    }

    private Optional<ComparedQuery> sampleQuery(QueryBox box, List<FieldChoice> chosen) {
        ValueClasses[] wanted = new ValueClasses[clearest.length];
        Arrays.setAll(wanted, input -> space.domainOf(input).allClasses());
        chosen.stream()
                .filter(choice -> choice.classes() != null)
                .forEach(choice -> wanted[choice.input()] = choice.classes());
        int[] classes = clearest.clone();
        return chooseFirstStage(box, wanted, classes) && chooseLater(box, wanted, classes)
                ? createQuery(classes, chosen)
                : Optional.empty();
    }

    /** Chooses classes of the facts of the first tables; returns false if the box has none of those wanted. */
    private boolean chooseFirstStage(QueryBox box, ValueClasses[] wanted, int[] classes) {
        for (int part = 0; part < facts.firstStage().size(); part++) {
            FirstStageGroups groups = facts.firstStage().get(part);
            OutcomeGroup group = groups.groups().get(box.classesOf(part).firstOfRange(0));
            Optional<QueryBox> values = group.boxes().stream()
                    .filter(each -> IntStream.of(groups.inputs())
                            .allMatch(input -> each.classesOf(input).intersects(wanted[input])))
                    .findFirst();
            if (values.isEmpty()) {
                return false;
            }
            for (int input : groups.inputs()) {
                classes[input] = chooseClass(input, values.get().classesOf(input), wanted[input]);
            }
        }
        return true;
    }

    private boolean chooseLater(QueryBox box, ValueClasses[] wanted, int[] classes) {
        int first = facts.firstStage().size();
        int[] later = facts.laterInputs();
        for (int i = 0; i < later.length; i++) {
            ValueClasses values = box.classesOf(first + i);
            if (!values.intersects(wanted[later[i]])) {
                return false;
            }
            classes[later[i]] = chooseClass(later[i], values, wanted[later[i]]);
        }
        return true;
    }

    private int chooseClass(int input, ValueClasses values, ValueClasses wanted) {
        return space.domainOf(input).clearestClass(values.intersectionWith(wanted));
    }

    private Optional<ComparedQuery> createQuery(int[] classes, List<FieldChoice> chosen) {
        Query before = queries.createQuery(classes, ComparedVersion.BEFORE);
        Query after = queries.createQuery(classes, ComparedVersion.AFTER);
        boolean impactSent = before.productionUse() != null || before.workaround() != null;
        for (FieldChoice choice : chosen) {
            if (choice.input() < 0 && choice.name() != null) {
                if (impactSent && choice.field() == FactField.SLA_CATEGORY) {
                    return Optional.empty(); // An agent who sends the category sends no other fact about the harm.
                }
                before = withName(before, choice, facts.before());
                after = withName(after, choice, facts.after());
            }
        }
        return Optional.of(new ComparedQuery(before, after));
    }

    private static Query withName(Query query, FieldChoice choice, Vocabulary vocabulary) {
        String name = findSpelling(vocabulary, choice.field(), String.valueOf(choice.name()))
                .orElse(choice.name());
        FactField field = choice.field();
        return new Query(
                field == FactField.PLAN ? name : query.plan(),
                field == FactField.ISSUE_TYPE ? name : query.issueType(),
                query.productionUse(),
                query.workaround(),
                field == FactField.SLA_CATEGORY ? name : query.slaCategory(),
                field == FactField.CHANNEL ? name : query.channel(),
                query.attribute(),
                query.openedDuring());
    }
}
