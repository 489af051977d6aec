package support.entitlement.customer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.Part.Kind;
import support.entitlement.customer.SignedDecision.Change;
import support.entitlement.decision.Basis;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Limit;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Per;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.sla.Calendars;
import support.entitlement.table.Names;
import support.entitlement.text.NormalForm;

/**
 * Puts the terms of a contract in the place of the published ones. Terms speak of what is covered: what a plan does not cover
 * they do not cover either.
 *
 * <p>An instance serves one answer and is then of no more use.
 */
final class SignedTerms {

    private final Decision published;
    private final Policy policy;
    private final List<Term> terms;
    private final List<String> missing;
    private final Claims claims = new Claims();
    private final List<Change> changes = new ArrayList<>();

    private SignedTerms(Decision published, List<Term> terms, Policy policy) {
        this.published = published;
        this.policy = policy;
        this.terms = terms.stream()
                .filter(term ->
                        speaksOfIt(term.scope(), category(), published.query().channel()))
                .toList();
        this.missing = missing(terms);
    }

    /**
     * Applies terms to what is published.
     *
     * @param terms the terms that hold when the case was opened
     * @param policy the policy that published it: its rules decide which terms prevail
     * @throws AmbiguousTermsException if terms disagree, and no rule says which prevails
     * @throws UnusableContractException if a term names a calendar that the policy does not have
     */
    static SignedDecision apply(Decision published, List<Term> terms, Policy policy) {
        if (!published.entitled()) {
            return new SignedDecision(published, List.of());
        }
        return new SignedTerms(published, terms, policy).apply();
    }

    /**
     * What is published, with nothing but what terms say about the allowance in its place: whatever else is wrong with terms, what
     * is counted can be counted.
     *
     * @throws AmbiguousTermsException if terms disagree on the allowance, and no rule says which prevails
     */
    static SignedDecision applyToAllowance(Decision published, List<Term> terms, Policy policy) {
        return published.entitled()
                ? new SignedTerms(published, terms, policy).applyToAllowance()
                : new SignedDecision(published, List.of());
    }

    private SignedDecision applyToAllowance() {
        claimAllowance();
        claims.decide(policy.precedence());
        return new SignedDecision(
                published.withTerms(
                        null,
                        published.guarantee(),
                        published.milestones(),
                        allowance(),
                        published.terms(),
                        published.because()),
                changes);
    }

    private @Nullable String category() {
        return published.slaCategory() == null ? null : published.slaCategory().id();
    }

    private boolean speaksOfIt(TermScope scope, @Nullable String category, @Nullable String channel) {
        return anyOr(scope.issueType(), published.query().issueType())
                && anyOr(scope.slaCategory(), category)
                && anyOr(scope.channel(), channel);
    }

    private static boolean anyOr(@Nullable String named, @Nullable String asked) {
        return named == null || NormalForm.areSame(named, asked);
    }

    /** Facts that were not sent and that only terms ask for, after those that the policy asks for. */
    private List<String> missing(List<Term> all) {
        Set<String> pointers = new LinkedHashSet<>(published.missing());
        boolean categoryIsAskedFor = pointers.stream().anyMatch(pointer -> pointer.startsWith("/impact/"));
        for (Term term : all) {
            TermScope scope = term.scope();
            if (category() == null
                    && scope.slaCategory() != null
                    && !categoryIsAskedFor
                    && speaksOfIt(scope, scope.slaCategory(), published.query().channel())) {
                pointers.add("/slaCategory");
            }
            if (published.query().channel() == null
                    && scope.channel() != null
                    && speaksOfIt(scope, category(), scope.channel())) {
                pointers.add("/channel");
            }
        }
        return List.copyOf(pointers);
    }

    /** Terms that disagree on a part of what is published, where no rule says which prevails; the part leads to them. */
    static Map<Part, List<Term>> disagreements(Decision published, List<Term> terms, Policy policy) {
        Claims claims = new SignedTerms(published, terms, policy).claimed();
        claims.decide(policy.precedence());
        Map<Part, List<Term>> found = new LinkedHashMap<>();
        for (Part part : claims.parts()) {
            List<Term> disagreeing = claims.disagreeing(part);
            if (!disagreeing.isEmpty()) {
                found.put(part, disagreeing);
            }
        }
        return found;
    }

    private Claims claimed() {
        claimMilestones();
        claimChannels();
        claimAllowance();
        claimTheRest();
        return claims;
    }

    private SignedDecision apply() {
        claimed();
        Decision known = missing.equals(published.missing()) ? published : published.withMissing(missing, null);
        if (!claims.areSigned()) {
            return new SignedDecision(known, List.of());
        }
        claims.decide(policy.precedence());
        List<OfferedChannel> channels = channels();
        return new SignedDecision(
                known.withTerms(channels, guarantee(), milestones(), allowance(), ownTerms(), because(channels)),
                changes);
    }

    private void claimMilestones() {
        Set<String> names = new LinkedHashSet<>();
        published.milestones().forEach(milestone -> names.add(milestone.name()));
        terms.stream()
                .flatMap(term -> Stream.ofNullable(term.scope().milestone()))
                .map(this::spelledMilestone)
                .forEach(names::add);
        for (Term term : terms) {
            for (String name : names) {
                if (term.setsMilestones() && anyOr(term.scope().milestone(), name)) {
                    claim(new Part(Kind.WITHIN, name), term, term.within());
                    claim(new Part(Kind.CALENDAR, name), term, term.calendar());
                    claim(new Part(Kind.STRENGTH, name), term, term.strength());
                }
            }
        }
        published.milestones().forEach(milestone -> {
            if (milestone.within() != null) {
                claims.published(new Part(Kind.WITHIN, milestone.name()));
            }
            claims.published(new Part(Kind.CALENDAR, milestone.name()));
            claims.published(new Part(Kind.STRENGTH, milestone.name()));
        });
    }

    /** A term that replaces all channels speaks of each one that another term adds or removes, too. */
    private void claimChannels() {
        Set<String> named = new LinkedHashSet<>();
        for (Term term : terms) {
            if (term.channels() != null) {
                named.addAll(spelled(term.channels().add()));
                named.addAll(spelled(term.channels().remove()));
            }
        }
        for (Term term : terms) {
            Term.Channels set = term.channels();
            if (set != null && set.replace() != null) {
                List<String> all = spelled(set.replace());
                claims.signed(Part.of(Kind.CHANNELS), term, all);
                named.forEach(name -> claims.signed(new Part(Kind.CHANNEL, name), term, all.contains(name)));
            } else if (set != null) {
                spelled(set.add()).forEach(name -> claims.signed(new Part(Kind.CHANNEL, name), term, true));
                spelled(set.remove()).forEach(name -> claims.signed(new Part(Kind.CHANNEL, name), term, false));
            }
        }
        if (published.channelsStated()) {
            claims.published(Part.of(Kind.CHANNELS));
            named.forEach(name -> claims.published(new Part(Kind.CHANNEL, name)));
        }
    }

    private String spelledMilestone(String name) {
        return policy.vocabulary().milestones().find(name).orElse(name);
    }

    /** Names as the tables spell them now, which may be otherwise than when the contract was stored. */
    private List<String> spelled(List<String> names) {
        return names.stream()
                .map(name -> policy.vocabulary().channels().find(name).orElse(name))
                .toList();
    }

    private void claimAllowance() {
        Decision.Allowance allowance = published.allowance();
        for (Term term : terms) {
            Term.Allowance set = term.allowance();
            boolean isOfIt = set != null
                    && (allowance == null
                            ? set.saysAll() && anyOr(term.scope().allowance(), set.unit())
                            : anyOr(term.scope().allowance(), allowance.unit()));
            if (isOfIt) {
                claim(Part.of(Kind.AMOUNT), term, set.amount());
                claim(Part.of(Kind.UNIT), term, set.unit());
                claim(Part.of(Kind.PER), term, set.per());
                claim(Part.of(Kind.CARRY_OVER), term, set.carryOver());
                claim(Part.of(Kind.LIMIT), term, set.limit());
            }
        }
        if (allowance != null) {
            Stream.of(Kind.AMOUNT, Kind.UNIT, Kind.PER, Kind.CARRY_OVER, Kind.LIMIT)
                    .map(Part::of)
                    .forEach(claims::published);
        }
    }

    private void claimTheRest() {
        Names own = new Names(published.terms().keySet());
        for (Term term : terms) {
            claim(Part.of(Kind.GUARANTEE), term, term.guarantee());
            term.terms()
                    .forEach((name, value) ->
                            claims.signed(new Part(Kind.TERM, own.find(name).orElse(name)), term, value));
        }
        if (published.guarantee() != null) {
            claims.published(Part.of(Kind.GUARANTEE));
        }
        published.terms().keySet().forEach(name -> claims.published(new Part(Kind.TERM, name)));
    }

    private void claim(Part part, Term term, @Nullable Object value) {
        if (value != null) {
            claims.signed(part, term, value);
        }
    }

    /** Every published one, of which several may have one name, and then the contract's own. */
    private List<Milestone> milestones() {
        List<String> published =
                this.published.milestones().stream().map(Milestone::name).toList();
        return Stream.concat(
                        this.published.milestones().stream().map(before -> milestone(before.name(), before)),
                        claims.parts().stream()
                                .filter(part -> part.kind() == Kind.WITHIN && !published.contains(part.name()))
                                .map(part -> milestone(Objects.requireNonNull(part.name()), null)))
                .toList();
    }

    private Milestone milestone(String name, @Nullable Milestone before) {
        Optional<String> within = text(
                new Part(Kind.WITHIN, name),
                before == null || before.within() == null
                        ? null
                        : before.within().inWords());
        Optional<String> calendar = text(new Part(Kind.CALENDAR, name), before == null ? null : before.calendar());
        Optional<String> strength = text(
                new Part(Kind.STRENGTH, name),
                before == null ? null : before.strength().toString());
        if (before != null && within.isEmpty() && calendar.isEmpty() && strength.isEmpty()) {
            return before;
        }
        Within time = within.map(Within::parse).orElse(before == null ? null : before.within());
        return new Milestone(
                name,
                time,
                counting(calendar.orElse(before == null ? Calendars.ALWAYS_OPEN : before.calendar()), time, name),
                Basis.CONTRACT,
                before == null ? Milestone.OPENED : before.startsAt(),
                before == null ? null : before.endsAt(),
                before == null ? null : before.every(),
                strength.map(Strength::parse).orElse(before == null ? Strength.GUARANTEED : before.strength()));
    }

    /** A calendar in which a time can be counted: the policy's may have changed since the contract was stored. */
    private String counting(String calendar, @Nullable Within within, String milestone) {
        if (!policy.calendars().knows(calendar)) {
            throw new UnusableContractException("The contract counts “" + milestone + "” in the calendar “" + calendar
                    + "”, which the policy has no more.");
        }
        if (within != null && !policy.calendars().get(calendar).reaches(within)) {
            throw new UnusableContractException("The contract promises “" + milestone + "” within “" + within.inWords()
                    + "”, which ends more than fifty years later in the calendar “" + calendar + "”.");
        }
        return calendar;
    }

    private @Nullable List<OfferedChannel> channels() {
        List<String> before =
                published.channels().stream().map(OfferedChannel::name).toList();
        Optional<Claims.Signed> all = claims.standing(Part.of(Kind.CHANNELS));
        List<String> names = new ArrayList<>(before);
        if (all.isPresent() && all.get().value() instanceof List<?> replaced) {
            names.clear();
            replaced.forEach(name -> names.add((String) name));
            change(
                    Part.of(Kind.CHANNELS),
                    String.join(", ", names),
                    all.get().term(),
                    published.channelsStated() ? String.join(", ", before) : null);
        }
        claims.parts().stream().filter(part -> part.kind() == Kind.CHANNEL).forEach(part -> {
            Claims.Signed standing = claims.standing(part).orElse(null);
            if (standing != null && names.contains(part.name()) != (boolean) standing.value()) {
                boolean added = (boolean) standing.value();
                if (added) {
                    names.add(part.name());
                } else {
                    names.remove(part.name());
                }
                change(part, added ? part.name() : null, standing.term(), added ? null : part.name());
            }
        });
        if (all.isEmpty() && names.equals(before)) {
            return null;
        }
        Map<String, OfferedChannel> known = new LinkedHashMap<>();
        published.channels().forEach(each -> known.put(each.name(), each));
        return names.stream()
                .map(name -> Optional.ofNullable(known.get(name)).orElseGet(() -> policy.channel(name)))
                .toList();
    }

    /** The rows that led to the answer: those that describe a channel, only if it is offered. */
    private List<MatchedRow> because(@Nullable List<OfferedChannel> channels) {
        if (channels == null) {
            return published.because();
        }
        Set<MatchedRow> because = new LinkedHashSet<>(published.because());
        published.channels().forEach(each -> because.removeAll(policy.rowsOfChannel(each.name())));
        channels.forEach(each -> because.addAll(policy.rowsOfChannel(each.name())));
        return List.copyOf(because);
    }

    private Decision.@Nullable Guarantee guarantee() {
        Decision.Guarantee before = published.guarantee();
        Part part = Part.of(Kind.GUARANTEE);
        Claims.Signed standing = claims.standing(part).orElse(null);
        if (standing == null) {
            return before;
        }
        Term.Guarantee set = (Term.Guarantee) standing.value();
        change(
                part,
                words(set.kind(), set.text()),
                standing.term(),
                before == null ? null : words(words(before.kind()), before.text()));
        return new Decision.Guarantee(GuaranteeKind.parse(set.kind()), set.text());
    }

    private static String words(@Nullable String kind, @Nullable String text) {
        return Stream.of(Optional.ofNullable(kind), Optional.ofNullable(text))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": "));
    }

    private Decision.@Nullable Allowance allowance() {
        Decision.Allowance before = published.allowance();
        if (before == null && claims.standing(Part.of(Kind.AMOUNT)).isEmpty()) {
            return null;
        }
        Number amount = (Number) value(
                Part.of(Kind.AMOUNT), before == null ? null : before.amount().toString());
        Optional<String> unit = text(Part.of(Kind.UNIT), before == null ? null : before.unit());
        Optional<String> per = text(Part.of(Kind.PER), before == null ? null : words(before.per()));
        Optional<String> carryOver = text(Part.of(Kind.CARRY_OVER), before == null ? null : words(before.carryOver()));
        Optional<String> limit = text(Part.of(Kind.LIMIT), before == null ? null : words(before.limit()));
        return new Decision.Allowance(
                amount == null ? before.amount() : amount,
                unit.orElse(before == null ? null : before.unit()),
                per.map(Per::parse).orElse(before == null ? null : before.per()),
                carryOver.map(CarryOver::parse).orElse(before == null ? CarryOver.NONE : before.carryOver()),
                limit.map(Limit::parse).orElse(before == null ? Limit.HARD : before.limit()));
    }

    private static @Nullable String words(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private Map<String, String> ownTerms() {
        Map<String, String> own = new LinkedHashMap<>(published.terms());
        claims.parts().stream()
                .filter(part -> part.kind() == Kind.TERM)
                .forEach(part ->
                        text(part, published.terms().get(part.name())).ifPresent(value -> own.put(part.name(), value)));
        return own;
    }

    private Optional<String> text(Part part, @Nullable String replaced) {
        return Optional.ofNullable((String) value(part, replaced));
    }

    private @Nullable Object value(Part part, @Nullable String replaced) {
        Claims.Signed standing = claims.standing(part).orElse(null);
        if (standing == null) {
            return null;
        }
        change(part, String.valueOf(standing.value()), standing.term(), replaced);
        return standing.value();
    }

    private void change(Part part, @Nullable String value, Term term, @Nullable String replaced) {
        changes.add(new Change(part, value, term.clause(), replaced));
    }
}
