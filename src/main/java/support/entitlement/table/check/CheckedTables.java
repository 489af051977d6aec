package support.entitlement.table.check;

import org.jspecify.annotations.Nullable;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.space.QuerySpace;

/**
 * Tables after their checks.
 *
 * @param parsed the tables with all problems
 * @param space the queries that their conditions distinguish; null if tables are missing or too large
 */
public record CheckedTables(ParsedTables parsed, @Nullable QuerySpace space) {}
