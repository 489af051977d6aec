/** The names of the settings of this service, and the refusal of wrong ones at the start. */
@NullMarked
package support.entitlement.settings;

import org.jspecify.annotations.NullMarked;
