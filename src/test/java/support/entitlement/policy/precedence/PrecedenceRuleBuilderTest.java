package support.entitlement.policy.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.internal.utils.KieHelper;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Claim;

/** Tests that rules mean what they mean as a text of Drools' rule language, which Drools' own compiler reads. */
class PrecedenceRuleBuilderTest {

    private static final int FILES_OF_A_SEED = 10;
    private static final int CLAIMS = 14;
    private static final List<String> TEXT_FIELDS =
            List.of("basis", "issueType", "slaCategory", "milestone", "channel", "allowance");
    private static final List<String> TEXTS = List.of("\"1\"", "\"Bugs\"", "\"bugs\"", "\"contract\"", "null");
    private static final List<String> ORDER = List.of("==", "!=", "<", "<=", ">", ">=");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomRulesDecideRandomClaimsAsTheirTextDoes(long seed) {
        Random random = new Random(seed);
        int beaten = 0;
        for (int file = 0; file < FILES_OF_A_SEED; file++) {
            String rules = createRules(random);
            List<Claim> claims = createClaims(random);
            List<Claim> sameClaims =
                    claims.stream().map(PrecedenceRuleBuilderTest::copy).toList();

            Precedence.compileRules(rules).compiled().orElseThrow().decideClaims(claims);
            fireText(rules, sameClaims);

            assertThat(standing(claims)).as(rules).isEqualTo(standing(sameClaims));
            beaten += CLAIMS - (int) claims.stream().filter(Claim::stands).count();
        }
        assertThat(beaten).isBetween(FILES_OF_A_SEED, (CLAIMS - 1) * FILES_OF_A_SEED);
    }

    private static void fireText(String rules, List<Claim> claims) {
        String text = "package support.entitlement.rules\nimport " + Claim.class.getName() + "\n" + rules;
        KieSession session = new KieHelper()
                .addResource(KieServices.get()
                        .getResources()
                        .newByteArrayResource(text.getBytes(StandardCharsets.UTF_8))
                        .setSourcePath("src/main/resources/support/entitlement/rules/own.drl"))
                .build()
                .newKieSession();
        try {
            claims.forEach(session::insert);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
    }

    private static List<Boolean> standing(List<Claim> claims) {
        return claims.stream().map(Claim::stands).toList();
    }

    private static String createRules(Random random) {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(number -> createRule(number, random))
                .collect(Collectors.joining());
    }

    private static String createRule(int number, Random random) {
        List<String> first = constraints(random, "");
        List<String> second = constraints(random, "a");
        second.add(random.nextInt(second.size() + 1), "part == a.part");
        String victory = random.nextBoolean() ? "a.prevailsOver( b );" : "b.prevailsOver( a );";
        return "rule \"" + number + "\"\nwhen\n  a : Claim( " + String.join(", ", first) + " )\n  b : Claim( "
                + String.join(", ", second) + " )\nthen\n  " + victory + "\nend\n";
    }

    private static List<String> constraints(Random random, String other) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> constraint(random, other))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String constraint(Random random, String other) {
        boolean withOther = !other.isEmpty() && random.nextBoolean();
        if (random.nextInt(3) == 0) {
            String operand = withOther ? other + ".specificity" : String.valueOf(random.nextInt(4));
            return "specificity " + ORDER.get(random.nextInt(ORDER.size())) + " " + operand;
        }
        String operand = withOther
                ? other + "." + TEXT_FIELDS.get(random.nextInt(TEXT_FIELDS.size()))
                : TEXTS.get(random.nextInt(TEXTS.size()));
        return TEXT_FIELDS.get(random.nextInt(TEXT_FIELDS.size()))
                + (random.nextInt(3) > 0 ? " == " : " != ")
                + operand;
    }

    private static List<Claim> createClaims(Random random) {
        return IntStream.range(0, CLAIMS).mapToObj(i -> createClaim(random)).toList();
    }

    private static Claim createClaim(Random random) {
        String part = random.nextInt(3) == 0 ? "channels" : "guarantee";
        if (random.nextInt(4) == 0) {
            return Claim.ofPublished(part);
        }
        List<@Nullable String> scope =
                IntStream.range(0, 5).mapToObj(i -> text(random)).collect(Collectors.toCollection(ArrayList::new));
        int named = (int) scope.stream().filter(Objects::nonNull).count();
        return new Claim(
                part, Basis.CONTRACT, named, scope.get(0), scope.get(1), scope.get(2), scope.get(3), scope.get(4));
    }

    private static @Nullable String text(Random random) {
        return random.nextBoolean()
                ? null
                : Stream.of("1", "Bugs", "bugs")
                        .skip(random.nextInt(3))
                        .findFirst()
                        .orElseThrow();
    }

    private static Claim copy(Claim claim) {
        return new Claim(
                claim.getPart(),
                claim.getBasis().equals(Basis.CONTRACT.toString()) ? Basis.CONTRACT : Basis.PUBLISHED,
                claim.getSpecificity(),
                claim.getIssueType(),
                claim.getSlaCategory(),
                claim.getMilestone(),
                claim.getChannel(),
                claim.getAllowance());
    }
}
