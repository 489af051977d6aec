package openl;

import java.nio.file.Path;
import java.util.Map;
import org.openl.rules.runtime.RulesEngineFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The baseline on OpenL Tablets: a controller of Spring Boot that binds a query, decides it by rules of OpenL in this process, and answers a
 * few fields, without reasons, due times or terms.
 */
@SpringBootApplication
public class OpenlServer {

    /** Starts it. The arguments are the port, the workbook with the rules, and the length of a filling of the answer. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(OpenlServer.class)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "server.address", "127.0.0.1",
                        "server.port", arguments[0],
                        "server.tomcat.max-keep-alive-requests", "-1",
                        "rules.workbook", arguments[1],
                        "answer.filling", arguments[2]))
                .run();
    }

    /** The tables of the workbook, by their names. */
    public interface SupportRules {

        String supportLevel(String plan);

        String slaCategory(String productionUse, String workaround);

        String channels(String supportLevel, String issueType, String slaCategory);

        String guarantee(String supportLevel, String issueType, String slaCategory);
    }

    /** A query as the service takes it. */
    public record Query(String plan, String issueType, Impact impact, String channel, String openedAt) {}

    /** The harm of an issue. */
    public record Impact(String productionUse, boolean workaround) {}

    /** The decision. */
    public record Decision(
            String plan,
            String supportLevel,
            String issueType,
            String slaCategory,
            String channels,
            String guarantee,
            String filling) {}

    @Bean
    SupportRules rules(@Value("${rules.workbook}") String workbook) throws Exception {
        return new RulesEngineFactory<>(Path.of(workbook).toUri().toURL(), SupportRules.class).newEngineInstance();
    }

    /** Answers queries. */
    @RestController
    public static class EvaluationController {

        private final SupportRules rules;
        private final String filling;

        EvaluationController(SupportRules rules, @Value("${answer.filling}") int filling) {
            this.rules = rules;
            this.filling = "x".repeat(filling);
        }

        @PostMapping("/v1/evaluation")
        Decision evaluate(@RequestBody Query query) {
            String level = rules.supportLevel(query.plan());
            String category = rules.slaCategory(
                    query.impact().productionUse(), query.impact().workaround() ? "yes" : "no");
            return new Decision(
                    query.plan(),
                    level,
                    query.issueType(),
                    category,
                    rules.channels(level, query.issueType(), category),
                    rules.guarantee(level, query.issueType(), category),
                    filling);
        }
    }
}
