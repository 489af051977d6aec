package support.entitlement.contract.terms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.terms.AnswerPart.PartKind;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.MatchedRow;

/** Adds the channels of terms to the published ones, and removes or replaces them. Not thread-safe; for one answer. */
final class ChannelTerms {

    private final MatchingTerms matching;
    private final AnswerClaims claims;

    ChannelTerms(MatchingTerms matching, AnswerClaims claims) {
        this.matching = matching;
        this.claims = claims;
    }

    /** Claims the channels of the terms. A term that replaces all channels sets each one that another term adds or removes, too. */
    void addClaims() {
        Set<String> named = namedChannels();
        matching.terms().forEach(term -> addTerm(term, named));
        if (matching.published().channelsStated()) {
            claims.allChannels.addPublished(null);
            named.forEach(claims.channels::addPublished);
        }
    }

    /** The channels that terms add or remove. */
    private Set<String> namedChannels() {
        Set<String> named = new LinkedHashSet<>();
        for (Term term : matching.terms()) {
            if (term.channels() != null) {
                named.addAll(toTableSpelling(term.channels().add()));
                named.addAll(toTableSpelling(term.channels().remove()));
            }
        }
        return named;
    }

    private void addTerm(Term term, Set<String> named) {
        Term.TermChannels set = term.channels();
        if (set == null) {
            return;
        }
        if (set.replace() != null) {
            List<String> all = toTableSpelling(set.replace());
            claims.allChannels.addTerm(null, term, TermValue.ofChannels(all));
            named.forEach(name -> addOffer(name, term, all.contains(name)));
        } else {
            toTableSpelling(set.add()).forEach(name -> addOffer(name, term, true));
            toTableSpelling(set.remove()).forEach(name -> addOffer(name, term, false));
        }
    }

    private void addOffer(String channel, Term term, boolean offered) {
        claims.channels.addTerm(channel, term, TermValue.ofOffer(offered));
    }

    /** Returns names as the tables spell them now, which may differ from the time when the contract was stored. */
    private List<String> toTableSpelling(List<String> names) {
        return names.stream()
                .map(name -> matching.policy()
                        .vocabulary()
                        .channels()
                        .findSpelling(name)
                        .orElse(name))
                .toList();
    }

    /** Applies the terms to the published channels; returns null if nothing changes. */
    @Nullable
    List<OfferedChannel> applyTerms() {
        List<String> before = channelNames();
        Optional<TermValue<List<String>>> replaced = claims.allChannels.applyTo(
                null, matching.published().channelsStated() ? String.join(", ", before) : null);
        List<String> names =
                new ArrayList<>(replaced.map(TermValue::readMeaning).orElse(before));
        claims.channels.partsOfTerms().forEach(part -> applyOffer(Objects.requireNonNull(part.name()), names));
        return replaced.isEmpty() && names.equals(before) ? null : describeChannels(names);
    }

    private List<String> channelNames() {
        return matching.published().channels().stream()
                .map(OfferedChannel::name)
                .toList();
    }

    private void applyOffer(String channel, List<String> names) {
        TermClaim<Boolean> standing = claims.channels.findStanding(channel).orElse(null);
        if (standing == null || names.contains(channel) == standing.value().readMeaning()) {
            return;
        }
        AnswerPart part = new AnswerPart(PartKind.CHANNEL, channel);
        if (names.remove(channel)) {
            claims.recordChange(part, null, standing.term(), channel);
        } else {
            names.add(channel);
            claims.recordChange(part, channel, standing.term(), null);
        }
    }

    private List<OfferedChannel> describeChannels(List<String> names) {
        Map<String, OfferedChannel> known = new LinkedHashMap<>();
        matching.published().channels().forEach(each -> known.put(each.name(), each));
        return names.stream()
                .map(name -> Optional.ofNullable(known.get(name))
                        .orElseGet(
                                () -> describeByTables(name).offeredChannels().get(0)))
                .toList();
    }

    /** Describes a channel by the tables, which may not know it. */
    private Entitlement describeByTables(String name) {
        return matching.policy().engine().describeChannel(name);
    }

    /** Returns the rows that led to the answer: rows that describe a channel only if it is among these. */
    List<MatchedRow> citeRows(@Nullable List<OfferedChannel> channels) {
        Decision published = matching.published();
        if (channels == null) {
            return published.because();
        }
        Set<MatchedRow> because = new LinkedHashSet<>(published.because());
        published
                .channels()
                .forEach(each -> because.removeAll(describeByTables(each.name()).matchedRows()));
        channels.forEach(each -> because.addAll(describeByTables(each.name()).matchedRows()));
        return List.copyOf(because);
    }
}
