/** Commands for analysts and for the checks of pull requests. They use the tables without the service. */
@NullMarked
package support.entitlement.cli;

import org.jspecify.annotations.NullMarked;
