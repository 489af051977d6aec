package support.entitlement.policy.precedence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Claim;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.ReadSheets;

/** Tests that signed terms prevail by rules that analysts can read and change, and that can do nothing else. */
class PrecedenceTest {

    private static final ReadSheets SHIPPED = new RulesDirectory(Path.of("rules")).readSheets();
    private static final String RULE = """
            rule "one"
            when
                a : Claim( basis == "published" )
                b : Claim( part == a.part, specificity >= 1 )
            then
                b.prevailsOver( a );
            end
            """;

    private static Precedence shipped() throws IOException {
        return Precedence.compileRules(Files.readString(Path.of("rules/contract-precedence.drl")))
                .compiled()
                .orElseThrow();
    }

    private static Claim signed(String part, int specificity) {
        return new Claim(part, Basis.CONTRACT, specificity, null, null, null, null, null);
    }

    @Test
    void whatWasSignedPrevailsOverWhatIsPublished() throws IOException {
        Claim published = Claim.ofPublished("guarantee");
        Claim other = Claim.ofPublished("channels");
        Claim signed = signed("guarantee", 0);

        shipped().decideClaims(List.of(published, other, signed));

        assertThat(signed.stands()).isTrue();
        assertThat(published.stands()).isFalse();
        assertThat(other.stands()).isTrue();
    }

    @Test
    void ofTheTermsOfAContractTheMostSpecificPrevails() throws IOException {
        Claim published = Claim.ofPublished("guarantee");
        Claim general = signed("guarantee", 0);
        Claim narrow = signed("guarantee", 1);
        Claim narrower = signed("guarantee", 2);

        shipped().decideClaims(List.of(narrow, narrower, general, published));

        assertThat(List.of(published, general, narrow)).noneMatch(Claim::stands);
        assertThat(narrower.stands()).isTrue();
    }

    @Test
    void termsThatAreAsSpecificAsEachOtherBothStand() throws IOException {
        Claim one = signed("guarantee", 1);
        Claim other = signed("guarantee", 1);

        shipped().decideClaims(List.of(one, other));

        assertThat(List.of(one, other)).allMatch(Claim::stands);
    }

    @Test
    void analystsMayHaveOtherRules() {
        Precedence theirs = Precedence.compileRules("""
                        /* The type of issue comes first. */
                        rule "by issue type"
                        when
                            one : Claim( issueType != null )
                            other : Claim( issueType == null, part == one.part )
                        then
                            one.prevailsOver(other);
                        end
                        """).compiled().orElseThrow();
        Claim byType = new Claim("guarantee", Basis.CONTRACT, 1, "Bugs", null, null, null, null);
        Claim narrower = new Claim("guarantee", Basis.CONTRACT, 2, null, "1", null, "Phone", null);

        theirs.decideClaims(List.of(narrower, byType));

        assertThat(byType.stands()).isTrue();
        assertThat(narrower.stands()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`rule \"one\"` | `import java.util.List` | 1 | java.util.List",
                "`rule \"one\"` | `import support.entitlement.decision.Claim function void f() {}` | 1 | {",
                "`rule \"one\"` | `rule one` | 1 | one",
                "`when` | `salience 10 when` | 2 | salience",
                "`when` | `when eval( true )` | 2 | eval",
                "`basis == \"published\"` | `eval( System.exit(1) )` | 3 | eval",
                "`basis == \"published\"` | `basis matches \"p.*\"` | 3 | matches",
                "`basis == \"published\"` | `basis < \"p\"` | 3 | <",
                "`basis == \"published\"` | `class == null` | 3 | class",
                "`basis == \"published\"` | `basis == System.getProperty(\"x\")` | 3 | System",
                "`basis == \"published\"` | `basis == \"a\\\"` | 3 | `\"`",
                "`specificity >= 1` | `specificity >= \"1\"` | 4 | `\"1\"`",
                "`specificity >= 1` | `specificity >= b.specificity` | 4 | b",
                "`part == a.part, ` | `` | 6 | b.prevailsOver(a)",
                "`b.prevailsOver( a );` | `b.prevailsOver( c );` | 6 | c",
                "`b.prevailsOver( a );` | `b.prevailsOver( b );` | 6 | b.prevailsOver(b)",
                "`b.prevailsOver( a );` | `System.exit( 1 );` | 6 | System",
                "`b.prevailsOver( a );` | `delete( a );` | 6 | delete",
                "`b.prevailsOver( a );` | `b.prevailsOver( a ); Runtime.getRuntime();` | 6 | Runtime",
                "`b : Claim` | `a : Claim` | 4 | a",
                "`b : Claim` | `b : Object` | 4 | Object",
                "`b : Claim` | `rule : Claim` | 4 | rule",
                "`then` | `c : Claim() then` | 5 | c",
                "`then` | `c : Claim( part == a.part ) then` | 5 | c",
                "`a : Claim` | `not a : Claim` | 3 | not",
                "`a : Claim` | `exists a : Claim` | 3 | exists",
                "`b : Claim` | `Claim` | 4 | (",
                "`then` | `from a then` | 5 | from",
                "`then` | `not Claim( part == a.part ) then` | 5 | not",
                "`then` | `accumulate( Claim(); n : count(1) ) then` | 5 | accumulate",
                "`b : Claim` | `accumulate( c : Claim(); n : count(1) ) b : Claim` | 4 | (",
                "`b : Claim` | `forall( c : Claim() ) b : Claim` | 4 | (",
                "`b : Claim` | `or b : Claim` | 4 | b",
                "`, specificity >= 1` | ` || specificity >= 1` | 4 | `|`",
                "`rule \"one\"` | `rule \"one\" no-loop true` | 1 | `-`",
                "`rule \"one\"` | `query q() end rule \"one\"` | 1 | query",
                "`rule \"one\"` | `declare C end rule \"one\"` | 1 | declare",
                "`end` | `` | 6 | ``"
            })
    void whateverElseDroolsWouldRunIsRefusedAtItsLine(String right, String wrong, String line, String found) {
        Precedence.PrecedenceCompilation result = Precedence.compileRules(RULE.replace(right, wrong));

        assertThat(result.compiled()).isEmpty();
        assertThat(result.problems()).hasSize(1);
        Problem problem = result.problems().get(0);
        assertThat(problem.code()).isEqualTo("bad-precedence");
        assertThat(problem.place()).hasToString(Precedence.FILE + "!" + line);
        assertThat(problem.value()).isEqualTo(found);
    }

    @Test
    void rulesThatWouldFireTooOftenForAContractOfManyTermsAreRefused() {
        String always = RULE.replace("basis == \"published\"", "").replace(", specificity >= 1", "");
        String many = IntStream.range(0, 30)
                .mapToObj(number -> always.replace("one", "rule " + number))
                .collect(Collectors.joining());

        assertThat(Precedence.compileRules(always).problems()).isEmpty();
        assertThat(Precedence.compileRules(many).problems())
                .singleElement()
                .returns("bad-precedence", Problem::code)
                .extracting(Problem::message)
                .asString()
                .contains("fire more than " + PrecedenceSessions.MAX_FIRINGS + " times");
    }

    @Test
    void rulesThatAreNotTriedInTimeAreRefusedUnlessTheyAreThoseOfARelease() {
        Budget spent = Budget.ofSteps(10_000);

        assertThat(Precedence.compile(RULE, spent).problems())
                .extracting(Problem::code)
                .containsExactly("not-fully-checked");
        assertThat(Precedence.compile(RULE, spent).compiled()).isEmpty();
        assertThat(Precedence.compile(RULE, Budget.ofRelease()).compiled()).isPresent();
    }

    @Test
    void claimsThatLookAlikeAreDecidedAsOneHoweverManyThereAre() {
        Precedence precedence = Precedence.compileRules(RULE).compiled().orElseThrow();
        Claim published = Claim.ofPublished("guarantee");
        List<Claim> claims = new ArrayList<>(List.of(published));
        IntStream.range(0, 100_000).forEach(number -> claims.add(signed("guarantee", 1)));

        precedence.decideClaims(claims);

        assertThat(published.stands()).isFalse();
        assertThat(claims.subList(1, claims.size())).allMatch(Claim::stands);
    }

    @Test
    void moreDifferentClaimsThanRulesCanCompareAreRefusedAndNotTried() {
        Precedence precedence = Precedence.compileRules(RULE).compiled().orElseThrow();
        List<Claim> claims = IntStream.range(0, 3_000)
                .mapToObj(number -> new Claim("guarantee", Basis.CONTRACT, 1, "type " + number, null, null, null, null))
                .toList();

        assertThatThrownBy(() -> precedence.decideClaims(claims)).isInstanceOf(Precedence.TooManyClaimsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "rule \"a", "'", "\u0000", "rule \"\n\"", "/* open"})
    void whatIsNoWordIsRefused(String text) {
        assertThat(Precedence.compileRules(text).problems()).hasSize(1);
    }

    @Test
    void aFileWithoutRulesHasEveryClaimStand() {
        Precedence none = Precedence.compileRules("").compiled().orElseThrow();
        Claim claim = signed("guarantee", 0);

        none.decideClaims(List.of(claim, Claim.ofPublished("guarantee")));

        assertThat(claim.stands()).isTrue();
    }

    @Test
    void rulesOfPrecedenceArePartOfThePolicyAndOfItsRevision() throws IOException {
        Policy with = compile(Files.readString(Path.of("rules", Precedence.FILE)));
        Policy without = compile(null);
        Policy otherwise = compile(RULE);

        assertThat(with.precedence()).returns(false, Precedence::isShipped);
        assertThat(without.precedence()).returns(true, Precedence::isShipped);
        assertThat(List.of(with.revision(), without.revision(), otherwise.revision()))
                .doesNotHaveDuplicates();
        assertThat(compile(RULE + "\n// A note changes nothing.").revision()).isEqualTo(otherwise.revision());
    }

    @Test
    void rulesThatCannotBeReadRefuseThePolicy() {
        Compilation refused = PolicyCompiler.compile(SHIPPED, "rule", null);

        assertThat(refused.compiled()).isEmpty();
        assertThat(refused.problems()).extracting(Problem::code).contains("bad-precedence");
    }

    private static Policy compile(@Nullable String precedence) {
        return PolicyCompiler.compile(SHIPPED, precedence, null).requirePolicy();
    }
}
