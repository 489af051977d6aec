package support.entitlement.web.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import support.entitlement.policy.Policy;
import support.entitlement.table.Table;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;

/** Finds tables of a policy by the names that requests use. */
final class TableLookup {

    private TableLookup() {}

    /**
     * Returns the table of this name; or the table of the file of this name, if the file holds no other.
     *
     * @throws ProblemException if there is none
     */
    static Table findTable(Policy policy, String name) {
        return findTable(policy, name, "/name");
    }

    /**
     * Returns it for a request that names the table in another field.
     *
     * @throws ProblemException if there is none
     */
    static Table findTable(Policy policy, String name, String pointer) {
        List<Table> named = policy.tables().stream()
                .filter(table -> NormalForm.areSame(table.name(), name))
                .toList();
        List<Table> found = named.isEmpty()
                ? policy.tables().stream()
                        .filter(table -> NormalForm.areSame(table.fileName(), name))
                        .toList()
                : named;
        if (found.size() != 1) {
            throw unknownTable(name, pointer, found, policy);
        }
        return found.get(0);
    }

    private static ProblemException unknownTable(String name, String pointer, List<Table> found, Policy policy) {
        Set<String> known = new LinkedHashSet<>();
        (found.isEmpty() ? policy.tables() : found).forEach(table -> known.add(table.name()));
        if (found.isEmpty()) {
            policy.tables().forEach(table -> known.add(table.fileName()));
        }
        return new ProblemException(
                FieldProblem.unknownName(ProblemCode.UNKNOWN_TABLE, pointer, name, new Names(List.copyOf(known))));
    }
}
