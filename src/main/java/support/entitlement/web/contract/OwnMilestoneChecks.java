package support.entitlement.web.contract;

import java.util.List;
import java.util.Optional;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.sla.PromiseName;
import support.entitlement.table.name.SimilarNames;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;

/** Refuses milestones in scopes that were probably meant to be others, or that no answer can have. Not thread-safe. */
final class OwnMilestoneChecks {

    private final FieldReader fields;
    private final Names known;
    private final PublishedTimes published;

    /** Creates checks that add their errors to a reader. */
    OwnMilestoneChecks(FieldReader fields, Names known, PublishedTimes published) {
        this.fields = fields;
        this.known = known;
        this.published = published;
    }

    /** Refuses a milestone that neither the tables nor the contract promise, and one of the contract's own that looks misspelt. */
    void refuseUnknown(Term term, List<Term> all, String pointer) {
        String name = term.scope().milestone();
        if (name == null || known.findSpelling(name).isPresent()) {
            return;
        }
        Optional<String> milestone = findBeforeBrackets(name);
        if (milestone.isPresent()) {
            refuseUnpromised(name, milestone.get(), pointer);
        } else if (!new PromiseName(name).traits().isEmpty()) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer + "/scope/milestone",
                    Quote.of(name),
                    "Traits in brackets tell promises of the tables apart. Of a milestone of the contract's own, leave them out, and set its"
                            + " strength, startsAt, startsDuring, endsAt or every.");
        } else if (!isPromised(name, all)) {
            refuse(name, pointer, " If it is the contract's own, one of its terms must set its within or every.");
        } else if (known.all().stream().anyMatch(other -> SimilarNames.areSimilar(name, other))) {
            refuse(name, pointer, " If it is the contract's own, give it a name that is not mistaken for another one.");
        }
    }

    /** Refuses a term about a milestone of the tables that neither they nor the contract ever promise to its plan. */
    void refuseNeverPromised(Term term, Agreement agreement, String pointer) {
        String name = term.scope().milestone();
        if (name == null) {
            return;
        }
        String milestone =
                known.findSpelling(name).or(() -> findBeforeBrackets(name)).orElse(null);
        if (milestone != null
                && !isPromised(name, agreement.terms())
                && !isPromised(milestone, agreement.terms())
                && !published.possiblePromises().canPromise(milestone, agreement.plan(), term.scope())) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer + "/scope/milestone",
                    Quote.of(name),
                    "No row promises “" + milestone + "” to the plan “" + agreement.plan()
                            + "” in this scope, so that the term changes no answer. Set its within, which promises it, or leave the term out.");
        }
    }

    private Optional<String> findBeforeBrackets(String name) {
        return new PromiseName(name)
                .beforeBrackets()
                .flatMap(each -> known.findSpelling(each).stream())
                .findFirst();
    }

    private static boolean isPromised(String name, List<Term> all) {
        return all.stream()
                .anyMatch(each -> (each.within() != null || each.every() != null)
                        && NormalForm.areSame(name, each.scope().milestone()));
    }

    private void refuseUnpromised(String name, String milestone, String pointer) {
        if (!published.isPromised(name)) {
            List<String> names = published.namesOf(milestone);
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer + "/scope/milestone",
                    Quote.of(name),
                    names.size() < 2
                            ? "No row promises this. Name the milestone without brackets: “" + milestone + "”."
                            : "No row promises this. The promises of “" + milestone + "” are “"
                                    + String.join("”, “", names) + "”.");
        }
    }

    private void refuse(String name, String pointer, String remedy) {
        FieldProblem unknown =
                FieldProblem.unknownName(ProblemCode.BAD_TERM, pointer + "/scope/milestone", name, known);
        fields.addProblem(unknown.code(), unknown.pointer(), unknown.value(), unknown.detail() + remedy);
    }
}
