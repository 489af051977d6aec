/** Allowances of customers: grants, periods, the ledger of use, and the balance that remains. */
@NullMarked
package support.entitlement.allowance;

import org.jspecify.annotations.NullMarked;
