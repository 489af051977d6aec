package support.entitlement.background;

import org.jspecify.annotations.Nullable;

/**
 * The result of a task that ran aside, or the reason why it has none.
 *
 * @param value what was found; null if it failed
 * @param failure why it failed, as a sentence; null if it did not
 */
public record TaskResult<T>(@Nullable T value, @Nullable String failure) {}
