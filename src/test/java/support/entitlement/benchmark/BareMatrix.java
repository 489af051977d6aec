package support.entitlement.benchmark;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.utils.KieHelper;
import support.entitlement.decision.Query;
import support.entitlement.table.Vocabulary;

/**
 * Measures Drools for one lookup, for comparison: a matrix with a row for each plan, issue type and category, one
 * pattern, one action, in one session that is reused. It gives no reasons, no channels and no deadlines.
 */
final class BareMatrix {

    private final KieSession session;
    private final AtomicReference<String> answer = new AtomicReference<>();

    BareMatrix(Vocabulary known) {
        StringBuilder rules = new StringBuilder("package bare\nglobal ")
                .append(AtomicReference.class.getName())
                .append(" answer\n");
        for (String plan : known.plans().all()) {
            for (String issueType : known.issueTypes().all()) {
                for (String category : known.slaCategories().all()) {
                    rules.append(rule(List.of(plan, issueType, category)));
                }
            }
        }
        session = new KieHelper()
                .addContent(rules.toString(), ResourceType.DRL)
                .build()
                .newKieSession();
        session.setGlobal("answer", answer);
    }

    private static String rule(List<String> row) {
        String name = String.join(", ", row);
        return """
                rule "%s" when
                    %s(plan == "%s", issueType == "%s", slaCategory == "%s")
                then
                    answer.set("%s");
                end
                """.formatted(name, Query.class.getName(), row.get(0), row.get(1), row.get(2), name);
    }

    String answer(Query query) {
        FactHandle fact = session.insert(query);
        session.fireAllRules();
        session.delete(fact);
        return answer.get();
    }
}
