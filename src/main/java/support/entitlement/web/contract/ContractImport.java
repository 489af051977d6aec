package support.entitlement.web.contract;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.ContractSource;
import support.entitlement.policy.Policy;
import support.entitlement.web.contract.ContractLine.LineProblem;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the contracts of a file one by one, and collects the errors of each. Not thread-safe. */
final class ContractImport implements ContractSource {

    /** The maximal number of listed problems; further ones are only counted. */
    static final int MAX_LISTED_PROBLEMS = 10_000;

    private final Iterator<ContractLine> lines;
    private final Policy policy;
    private final PublishedTimes published;
    private final List<LineProblem> problems = new ArrayList<>();
    private long count;
    private long unchanged;
    private @Nullable IncomingContract next;

    ContractImport(Iterator<ContractLine> lines, Policy policy) {
        this.lines = lines;
        this.policy = policy;
        this.published = new PublishedTimes(policy);
    }

    /** Returns the problems in the order of the lines, up to {@value #MAX_LISTED_PROBLEMS}. */
    List<LineProblem> problems() {
        return problems;
    }

    /** Describes why none of the contracts is stored. */
    ProblemResponse toProblem() {
        ProblemResponse refused = ProblemResponse.of(
                ProblemCode.CONTRACTS_REFUSED,
                "Nothing was stored. " + count + (count == 1 ? " thing is" : " things are") + " wrong"
                        + (count > problems.size() ? "; the first " + problems.size() + " are listed." : "."));
        return refused.withExtension("lines", problems);
    }

    @Override
    public boolean hasNext() {
        while (next == null && lines.hasNext()) {
            next = readContract(lines.next());
        }
        return next != null;
    }

    @Override
    public IncomingContract next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        IncomingContract read = next;
        next = null;
        return read;
    }

    @Override
    public void noteConflict(IncomingContract incoming, long current) {
        String detail = current == 0
                ? "There is no contract yet. Leave the version out."
                : incoming.follows() == null
                        ? "There is a contract already, version " + current
                                + ". Read it, and send its version if you mean to replace it."
                        : "Version " + current + " is stored since you looked. Read it, and send your change again.";
        addProblem(new LineProblem(
                incoming.line(),
                Quote.of(incoming.customer()),
                null,
                "/version",
                incoming.follows() == null ? ProblemCode.PRECONDITION_REQUIRED : ProblemCode.PRECONDITION_FAILED,
                incoming.follows(),
                detail));
    }

    @Override
    public void noteUnchanged(IncomingContract incoming) {
        unchanged++;
    }

    /** Returns how many contracts were equal to the existing version. */
    long countUnchanged() {
        return unchanged;
    }

    @Override
    public boolean isSound() {
        return count == 0;
    }

    private void addProblem(LineProblem problem) {
        count++;
        if (problems.size() < MAX_LISTED_PROBLEMS) {
            problems.add(problem);
        }
    }

    private @Nullable IncomingContract readContract(ContractLine line) {
        line.problems().forEach(this::addProblem);
        if (line.contract() == null) {
            return null;
        }
        FieldReader fields = new FieldReader("");
        ContractReader reader = new ContractReader("", policy, published);
        String customer = null;
        Long follows = null;
        JsonNode terms = line.contract();
        if (line.contract() instanceof ObjectNode contract) {
            customer = CustomerId.readId(contract.get("customer"), fields);
            follows = readVersion(contract.get("version"), fields);
            terms = contract.deepCopy().remove(List.of("customer", "version"));
        }
        Agreement agreement = reader.readAgreement(terms);
        fields.errors().addAll(reader.errors());
        for (FieldProblem error : fields.errors()) {
            addProblem(line.place()
                    .apply(new LineProblem(
                            line.line(),
                            customer == null ? null : Quote.of(customer),
                            null,
                            error.pointer(),
                            error.code(),
                            error.value(),
                            error.detail())));
        }
        return agreement == null
                        || !fields.errors().isEmpty()
                        || !line.problems().isEmpty()
                ? null
                : new IncomingContract(line.line(), customer, follows, agreement);
    }

    private static @Nullable Long readVersion(@Nullable JsonNode node, FieldReader fields) {
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        if (!node.canConvertToLong() || node.longValue() < 1) {
            fields.addWrongType("/version", node, "the number of the version that you have seen");
            return null;
        }
        return node.longValue();
    }
}
