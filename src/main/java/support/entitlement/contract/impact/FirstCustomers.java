package support.entitlement.contract.impact;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The first customers of many, in Java's order, which may be another one than that of the database. Not thread-safe. */
final class FirstCustomers {

    /** The number of customers that are listed. */
    static final int MAX_LISTED = 10;

    private final TreeSet<String> first = new TreeSet<>();

    void add(String customer) {
        first.add(customer);
        if (first.size() > MAX_LISTED) {
            first.pollLast();
        }
    }

    void addAll(Collection<String> customers) {
        customers.forEach(this::add);
    }

    List<String> list() {
        return List.copyOf(first);
    }
}
