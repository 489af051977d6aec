package support.entitlement.contract;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.text.NormalForm;

/**
 * The names of the policy that contracts use, and the contracts that use them. Thread-safe; every method throws {@link
 * DatabaseUnavailableException} while the database cannot be reached.
 */
public final class ContractNameUses {

    private final Database database;
    private final ContractNameIndex names;
    private final ContractRepository rows;
    private final Clock clock;

    ContractNameUses(Database database, ContractNameIndex names, ContractRepository rows, Clock clock) {
        this.database = database;
        this.names = names;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Returns the newest versions of contracts that have not been ended and use a name of a plan, an issue type, an SLA
     * category, a channel or a calendar, ordered by customer.
     *
     * @param customer the customer after which to begin
     * @param most the maximal number of contracts
     */
    public List<Contract> findContractsAfter(String customer, String name, int most) {
        return database.readAfterCommits(() -> database.accessForLong(() -> {
            List<String> some = names.findCustomersAfter(customer, name, most);
            while (!some.isEmpty()) {
                List<Contract> users = filterByName(name, some);
                if (!users.isEmpty()) {
                    return users;
                }
                some = names.findCustomersAfter(some.get(some.size() - 1), name, most);
            }
            return List.<Contract>of();
        }));
    }

    /**
     * Keeps the contracts whose newest version uses the name. The index may list a customer for an older version, which
     * is in force until the newest begins.
     */
    private List<Contract> filterByName(String name, List<String> customers) {
        Map<String, Contract> found = rows.findNewest(customers);
        return customers.stream()
                .flatMap(customer -> Stream.ofNullable(found.get(customer)))
                .filter(contract -> NameUse.findIn(contract.agreement()).stream()
                        .anyMatch(use -> use.name().equals(NormalForm.key(name))))
                .toList();
    }

    /** Returns every name that contracts use, once. */
    public List<NameUse> findAll() {
        return database.readAfterCommits(() -> database.accessForLong(() -> names.findUsedNames(clock.instant())));
    }

    /**
     * Returns customers whose contracts use a name.
     *
     * @param most the maximal number of customers
     */
    public List<String> findCustomers(NameUse use, int most) {
        return database.accessDatabase(() -> names.findCustomers(use, clock.instant(), most));
    }

    /**
     * Returns how many contracts use a name.
     *
     * @param most the number at which counting ends
     */
    public long countContracts(NameUse use, int most) {
        return database.readAfterCommits(
                () -> database.accessForLong(() -> names.countCustomers(use, clock.instant(), most)));
    }
}
