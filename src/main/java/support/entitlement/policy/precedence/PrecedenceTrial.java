package support.entitlement.policy.precedence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Claim;

/**
 * The claims on one part of an answer with which rules of precedence are tried: as many as a contract may make, all
 * different.
 */
final class PrecedenceTrial {

    static final int MAX_TERMS = 200;

    private static final List<String> SCOPE = List.of("issueType", "slaCategory", "milestone", "channel", "allowance");
    private static final String OTHER = "other";

    private PrecedenceTrial() {}

    /**
     * Creates claims from the texts that rules compare with, and from others, so that as many rules as possible fire.
     */
    static List<Claim> createClaims(List<PrecedenceRule> rules) {
        Map<String, List<@Nullable String>> texts = comparedTexts(rules);
        List<Claim> claims = new ArrayList<>(List.of(Claim.ofPublished("part")));
        for (int number = 0; number < MAX_TERMS; number++) {
            claims.add(createClaim(number, texts));
        }
        return claims;
    }

    /** Returns for each field of a scope: null, each text that a rule compares it with, and another text. */
    private static Map<String, List<@Nullable String>> comparedTexts(List<PrecedenceRule> rules) {
        Map<String, List<@Nullable String>> texts = new LinkedHashMap<>();
        for (String field : SCOPE) {
            Set<String> compared = new LinkedHashSet<>();
            rules.stream()
                    .flatMap(rule -> rule.patterns().stream())
                    .flatMap(pattern -> pattern.constraints().stream())
                    .filter(each -> each.field().equals(field) && each.operand().startsWith("\""))
                    .forEach(each -> compared.add(
                            each.operand().substring(1, each.operand().length() - 1)));
            compared.add(OTHER);
            List<@Nullable String> all = new ArrayList<>(compared);
            all.add(null);
            texts.put(field, all);
        }
        return texts;
    }

    private static Claim createClaim(int number, Map<String, List<@Nullable String>> texts) {
        @Nullable String[] scope = new String[SCOPE.size()];
        int left = number;
        for (int field = 0; field < scope.length; field++) {
            List<@Nullable String> choices = texts.get(SCOPE.get(field));
            String text = choices.get(left % choices.size());
            scope[field] = OTHER.equals(text) ? OTHER + number : text;
            left /= choices.size();
        }
        int specificity =
                (int) Arrays.stream(scope).filter(text -> text != null).count();
        return new Claim("part", Basis.CONTRACT, specificity, scope[0], scope[1], scope[2], scope[3], scope[4]);
    }
}
