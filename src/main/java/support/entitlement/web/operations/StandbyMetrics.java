package support.entitlement.web.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseTables;

/** The metric of the standby server that is read in place of the primary. */
@Component
final class StandbyMetrics {

    StandbyMetrics(MeterRegistry registry, List<DatabaseTables> all) {
        Gauge.builder(
                        "entitlement.database.standby.away",
                        () -> all.stream().anyMatch(tables -> tables.database().isStandbyAway()) ? 1 : 0)
                .description("1 from a failed read of the standby server until the next successful one")
                .register(registry);
    }
}
