package support.entitlement.background;

import org.jspecify.annotations.Nullable;

/**
 * What was found out aside, or why it was not.
 *
 * @param value what was found; null if it failed
 * @param failure why it failed, as a sentence; null if it did not
 */
public record Finding<T>(@Nullable T value, @Nullable String failure) {}
