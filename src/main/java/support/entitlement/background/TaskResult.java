package support.entitlement.background;

import org.jspecify.annotations.Nullable;

/**
 * The result of a background task, or the reason why there is none.
 *
 * @param value the result; null if the task failed
 * @param failure the reason as a sentence; null if the task succeeded
 */
public record TaskResult<T>(@Nullable T value, @Nullable String failure) {}
