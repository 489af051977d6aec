package support.entitlement.contract.terms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.text.Names;

/** Puts guarantees and the analysts' own terms in the place of the published ones. Not thread-safe; for one answer. */
final class OtherTerms {

    private final MatchingTerms matching;
    private final AnswerClaims claims;

    OtherTerms(MatchingTerms matching, AnswerClaims claims) {
        this.matching = matching;
        this.claims = claims;
    }

    void addClaims() {
        Decision published = matching.published();
        Names own = new Names(published.terms().keySet());
        matching.terms().forEach(term -> addTerm(term, own));
        if (published.guarantee() != null) {
            claims.guarantees.addPublished(null);
        }
        published.terms().keySet().forEach(claims.ownTerms::addPublished);
    }

    private void addTerm(Term term, Names own) {
        if (term.guarantee() != null) {
            claims.guarantees.addTerm(null, term, TermValue.ofGuarantee(term.guarantee()));
        }
        term.terms()
                .forEach((name, text) ->
                        claims.ownTerms.addTerm(own.findSpelling(name).orElse(name), term, TermValue.ofOwnText(text)));
    }

    /** Applies the terms to the published guarantee; returns null if nothing is guaranteed. */
    @Nullable
    Guarantee applyToGuarantee() {
        Guarantee before = matching.published().guarantee();
        Optional<TermValue<Term.TermGuarantee>> value =
                claims.guarantees.applyTo(null, before == null ? null : guaranteeText(before));
        return value.map(TermValue::readMeaning)
                .map(set -> new Guarantee(GuaranteeKind.parse(set.kind()), set.text()))
                .orElse(before);
    }

    private static String guaranteeText(Guarantee guarantee) {
        return TermValue.guaranteeText(
                guarantee.kind() == null ? null : guarantee.kind().toString(), guarantee.text());
    }

    /** Applies the terms to the analysts' own terms, by name. */
    Map<String, String> applyToOwnTerms() {
        Map<String, String> published = matching.published().terms();
        Map<String, String> own = new LinkedHashMap<>(published);
        claims.ownTerms.partsOfTerms().stream()
                .map(part -> Objects.requireNonNull(part.name()))
                .forEach(name -> claims.ownTerms
                        .applyTo(name, published.get(name))
                        .ifPresent(value -> own.put(name, value.text())));
        return own;
    }
}
