package support.entitlement.contract.terms;

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
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.contract.terms.AnswerPart.PartKind;
import support.entitlement.contract.terms.ContractDecision.TermChange;
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
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/**
 * Puts the terms of a contract in the place of the published ones. Terms speak of what is covered: what a plan does not cover
 * they do not cover either.
 *
 * <p>An instance serves one answer and is then of no more use.
 */
final class ContractTermApplier {

    private final Decision published;
    private final Policy policy;
    private final List<Term> terms;
    private final List<String> missing;
    private final AnswerClaims claims = new AnswerClaims();
    private final List<TermChange> changes = new ArrayList<>();

    private ContractTermApplier(Decision published, List<Term> terms, Policy policy) {
        this.published = published;
        this.policy = policy;
        this.terms = terms.stream()
                .filter(term -> coversQuery(
                        term.scope(), slaCategory(), published.query().channel()))
                .toList();
        this.missing = missingFacts(terms);
    }

    /**
     * Applies terms to what is published.
     *
     * @param terms the terms that hold when the case was opened
     * @param policy the policy that published it: its rules decide which terms prevail
     * @throws AmbiguousTermsException if terms disagree, and no rule says which prevails
     * @throws UnusableContractException if a term names a calendar that the policy does not have
     */
    static ContractDecision applyTerms(Decision published, List<Term> terms, Policy policy) {
        if (!published.entitled()) {
            return new ContractDecision(published, List.of());
        }
        return new ContractTermApplier(published, terms, policy).applyAll();
    }

    /**
     * What is published, with nothing but what terms say about the allowance in its place: whatever else is wrong with terms, what
     * is counted can be counted.
     *
     * @throws AmbiguousTermsException if terms disagree on the allowance, and no rule says which prevails
     */
    static ContractDecision applyToAllowance(Decision published, List<Term> terms, Policy policy) {
        return published.entitled()
                ? new ContractTermApplier(published, terms, policy).applyToAllowance()
                : new ContractDecision(published, List.of());
    }

    private ContractDecision applyToAllowance() {
        claimAllowance();
        claims.decideClaims(policy.precedence());
        return new ContractDecision(
                published.withTerms(
                        null,
                        published.guarantee(),
                        published.milestones(),
                        resultingAllowance(),
                        published.terms(),
                        published.because()),
                changes);
    }

    private @Nullable String slaCategory() {
        return published.slaCategory() == null ? null : published.slaCategory().id();
    }

    private boolean coversQuery(TermScope scope, @Nullable String category, @Nullable String channel) {
        return isAnyOr(scope.issueType(), published.query().issueType())
                && isAnyOr(scope.slaCategory(), category)
                && isAnyOr(scope.channel(), channel);
    }

    private static boolean isAnyOr(@Nullable String named, @Nullable String asked) {
        return named == null || NormalForm.areSame(named, asked);
    }

    /** Facts that were not sent and that only terms ask for, after those that the policy asks for. */
    private List<String> missingFacts(List<Term> all) {
        Set<String> pointers = new LinkedHashSet<>(published.missing());
        boolean categoryIsAskedFor = pointers.stream().anyMatch(pointer -> pointer.startsWith("/impact/"));
        for (Term term : all) {
            TermScope scope = term.scope();
            if (slaCategory() == null
                    && scope.slaCategory() != null
                    && !categoryIsAskedFor
                    && coversQuery(scope, scope.slaCategory(), published.query().channel())) {
                pointers.add("/slaCategory");
            }
            if (published.query().channel() == null
                    && scope.channel() != null
                    && coversQuery(scope, slaCategory(), scope.channel())) {
                pointers.add("/channel");
            }
        }
        return List.copyOf(pointers);
    }

    /** Terms that disagree on a part of what is published, where no rule says which prevails; the part leads to them. */
    static Map<AnswerPart, List<Term>> findConflicts(Decision published, List<Term> terms, Policy policy) {
        AnswerClaims claims = new ContractTermApplier(published, terms, policy).claimAll();
        claims.decideClaims(policy.precedence());
        Map<AnswerPart, List<Term>> found = new LinkedHashMap<>();
        for (AnswerPart part : claims.partsOfTerms()) {
            List<Term> disagreeing = claims.findConflicting(part);
            if (!disagreeing.isEmpty()) {
                found.put(part, disagreeing);
            }
        }
        return found;
    }

    private AnswerClaims claimAll() {
        claimMilestones();
        claimChannels();
        claimAllowance();
        claimTheRest();
        return claims;
    }

    private ContractDecision applyAll() {
        claimAll();
        Decision known = missing.equals(published.missing()) ? published : published.withMissing(missing, null);
        if (!claims.hasTermClaims()) {
            return new ContractDecision(known, List.of());
        }
        claims.decideClaims(policy.precedence());
        List<OfferedChannel> channels = resultingChannels();
        return new ContractDecision(
                known.withTerms(
                        channels,
                        resultingGuarantee(),
                        resultingMilestones(),
                        resultingAllowance(),
                        resultingOwnTerms(),
                        resultingRows(channels)),
                changes);
    }

    private void claimMilestones() {
        Set<String> names = new LinkedHashSet<>();
        published.milestones().forEach(milestone -> names.add(milestone.name()));
        terms.stream()
                .flatMap(term -> Stream.ofNullable(term.scope().milestone()))
                .map(this::milestoneSpelling)
                .forEach(names::add);
        for (Term term : terms) {
            for (String name : names) {
                if (term.setsMilestones() && isAnyOr(term.scope().milestone(), name)) {
                    claimIfSet(new AnswerPart(PartKind.WITHIN, name), term, term.within());
                    claimIfSet(new AnswerPart(PartKind.CALENDAR, name), term, term.calendar());
                    claimIfSet(new AnswerPart(PartKind.STRENGTH, name), term, term.strength());
                }
            }
        }
        published.milestones().forEach(milestone -> {
            if (milestone.within() != null) {
                claims.addPublishedClaim(new AnswerPart(PartKind.WITHIN, milestone.name()));
            }
            claims.addPublishedClaim(new AnswerPart(PartKind.CALENDAR, milestone.name()));
            claims.addPublishedClaim(new AnswerPart(PartKind.STRENGTH, milestone.name()));
        });
    }

    /** A term that replaces all channels speaks of each one that another term adds or removes, too. */
    private void claimChannels() {
        Set<String> named = new LinkedHashSet<>();
        for (Term term : terms) {
            if (term.channels() != null) {
                named.addAll(channelSpellings(term.channels().add()));
                named.addAll(channelSpellings(term.channels().remove()));
            }
        }
        for (Term term : terms) {
            Term.TermChannels set = term.channels();
            if (set != null && set.replace() != null) {
                List<String> all = channelSpellings(set.replace());
                claims.addTermClaim(AnswerPart.of(PartKind.CHANNELS), term, all);
                named.forEach(
                        name -> claims.addTermClaim(new AnswerPart(PartKind.CHANNEL, name), term, all.contains(name)));
            } else if (set != null) {
                channelSpellings(set.add())
                        .forEach(name -> claims.addTermClaim(new AnswerPart(PartKind.CHANNEL, name), term, true));
                channelSpellings(set.remove())
                        .forEach(name -> claims.addTermClaim(new AnswerPart(PartKind.CHANNEL, name), term, false));
            }
        }
        if (published.channelsStated()) {
            claims.addPublishedClaim(AnswerPart.of(PartKind.CHANNELS));
            named.forEach(name -> claims.addPublishedClaim(new AnswerPart(PartKind.CHANNEL, name)));
        }
    }

    private String milestoneSpelling(String name) {
        return policy.vocabulary().milestones().findSpelling(name).orElse(name);
    }

    /** Names as the tables spell them now, which may be otherwise than when the contract was stored. */
    private List<String> channelSpellings(List<String> names) {
        return names.stream()
                .map(name -> policy.vocabulary().channels().findSpelling(name).orElse(name))
                .toList();
    }

    private void claimAllowance() {
        Decision.Allowance allowance = published.allowance();
        for (Term term : terms) {
            Term.TermAllowance set = term.allowance();
            boolean isOfIt = set != null
                    && (allowance == null
                            ? set.saysAll() && isAnyOr(term.scope().allowance(), set.unit())
                            : isAnyOr(term.scope().allowance(), allowance.unit()));
            if (isOfIt) {
                claimIfSet(AnswerPart.of(PartKind.AMOUNT), term, set.amount());
                claimIfSet(AnswerPart.of(PartKind.UNIT), term, set.unit());
                claimIfSet(AnswerPart.of(PartKind.PER), term, set.per());
                claimIfSet(AnswerPart.of(PartKind.CARRY_OVER), term, set.carryOver());
                claimIfSet(AnswerPart.of(PartKind.LIMIT), term, set.limit());
            }
        }
        if (allowance != null) {
            Stream.of(PartKind.AMOUNT, PartKind.UNIT, PartKind.PER, PartKind.CARRY_OVER, PartKind.LIMIT)
                    .map(AnswerPart::of)
                    .forEach(claims::addPublishedClaim);
        }
    }

    private void claimTheRest() {
        Names own = new Names(published.terms().keySet());
        for (Term term : terms) {
            claimIfSet(AnswerPart.of(PartKind.GUARANTEE), term, term.guarantee());
            term.terms()
                    .forEach((name, value) -> claims.addTermClaim(
                            new AnswerPart(PartKind.TERM, own.findSpelling(name).orElse(name)), term, value));
        }
        if (published.guarantee() != null) {
            claims.addPublishedClaim(AnswerPart.of(PartKind.GUARANTEE));
        }
        published.terms().keySet().forEach(name -> claims.addPublishedClaim(new AnswerPart(PartKind.TERM, name)));
    }

    private void claimIfSet(AnswerPart part, Term term, @Nullable Object value) {
        if (value != null) {
            claims.addTermClaim(part, term, value);
        }
    }

    /** Every published one, of which several may have one name, and then the contract's own. */
    private List<Milestone> resultingMilestones() {
        List<String> published =
                this.published.milestones().stream().map(Milestone::name).toList();
        return Stream.concat(
                        this.published.milestones().stream().map(before -> resultingMilestone(before.name(), before)),
                        claims.partsOfTerms().stream()
                                .filter(part -> part.kind() == PartKind.WITHIN && !published.contains(part.name()))
                                .map(part -> resultingMilestone(Objects.requireNonNull(part.name()), null)))
                .toList();
    }

    private Milestone resultingMilestone(String name, @Nullable Milestone before) {
        Optional<String> within = takeText(
                new AnswerPart(PartKind.WITHIN, name),
                before == null || before.within() == null
                        ? null
                        : before.within().inWords());
        Optional<String> calendar =
                takeText(new AnswerPart(PartKind.CALENDAR, name), before == null ? null : before.calendar());
        Optional<String> strength = takeText(
                new AnswerPart(PartKind.STRENGTH, name),
                before == null ? null : before.strength().toString());
        if (before != null && within.isEmpty() && calendar.isEmpty() && strength.isEmpty()) {
            return before;
        }
        Within time = within.map(Within::parse).orElse(before == null ? null : before.within());
        return new Milestone(
                name,
                time,
                requireCountable(
                        calendar.orElse(before == null ? Calendars.ALWAYS_OPEN_NAME : before.calendar()), time, name),
                Basis.CONTRACT,
                before == null ? Milestone.OPENED : before.startsAt(),
                before == null ? null : before.endsAt(),
                before == null ? null : before.every(),
                strength.map(Strength::parse).orElse(before == null ? Strength.GUARANTEED : before.strength()));
    }

    /** A calendar in which a time can be counted: the policy's may have changed since the contract was stored. */
    private String requireCountable(String calendar, @Nullable Within within, String milestone) {
        if (!policy.calendars().hasCalendar(calendar)) {
            throw new UnusableContractException("The contract counts “" + milestone + "” in the calendar “" + calendar
                    + "”, which the policy has no more.");
        }
        if (within != null && !policy.calendars().get(calendar).hasDueTime(within)) {
            throw new UnusableContractException("The contract promises “" + milestone + "” within “" + within.inWords()
                    + "”, which ends more than fifty years later in the calendar “" + calendar + "”.");
        }
        return calendar;
    }

    private @Nullable List<OfferedChannel> resultingChannels() {
        List<String> before =
                published.channels().stream().map(OfferedChannel::name).toList();
        Optional<AnswerClaims.TermClaim> all = claims.findStanding(AnswerPart.of(PartKind.CHANNELS));
        List<String> names = new ArrayList<>(before);
        if (all.isPresent() && all.get().value() instanceof List<?> replaced) {
            names.clear();
            replaced.forEach(name -> names.add((String) name));
            recordChange(
                    AnswerPart.of(PartKind.CHANNELS),
                    String.join(", ", names),
                    all.get().term(),
                    published.channelsStated() ? String.join(", ", before) : null);
        }
        claims.partsOfTerms().stream()
                .filter(part -> part.kind() == PartKind.CHANNEL)
                .forEach(part -> {
                    AnswerClaims.TermClaim standing = claims.findStanding(part).orElse(null);
                    if (standing != null && names.contains(part.name()) != (boolean) standing.value()) {
                        boolean added = (boolean) standing.value();
                        if (added) {
                            names.add(part.name());
                        } else {
                            names.remove(part.name());
                        }
                        recordChange(part, added ? part.name() : null, standing.term(), added ? null : part.name());
                    }
                });
        if (all.isEmpty() && names.equals(before)) {
            return null;
        }
        Map<String, OfferedChannel> known = new LinkedHashMap<>();
        published.channels().forEach(each -> known.put(each.name(), each));
        return names.stream()
                .map(name -> Optional.ofNullable(known.get(name)).orElseGet(() -> policy.describeChannel(name)))
                .toList();
    }

    /** The rows that led to the answer: those that describe a channel, only if it is offered. */
    private List<MatchedRow> resultingRows(@Nullable List<OfferedChannel> channels) {
        if (channels == null) {
            return published.because();
        }
        Set<MatchedRow> because = new LinkedHashSet<>(published.because());
        published.channels().forEach(each -> because.removeAll(policy.rowsOfChannel(each.name())));
        channels.forEach(each -> because.addAll(policy.rowsOfChannel(each.name())));
        return List.copyOf(because);
    }

    private Decision.@Nullable Guarantee resultingGuarantee() {
        Decision.Guarantee before = published.guarantee();
        AnswerPart part = AnswerPart.of(PartKind.GUARANTEE);
        AnswerClaims.TermClaim standing = claims.findStanding(part).orElse(null);
        if (standing == null) {
            return before;
        }
        Term.TermGuarantee set = (Term.TermGuarantee) standing.value();
        recordChange(
                part,
                guaranteeInWords(set.kind(), set.text()),
                standing.term(),
                before == null ? null : guaranteeInWords(textOrNull(before.kind()), before.text()));
        return new Decision.Guarantee(GuaranteeKind.parse(set.kind()), set.text());
    }

    private static String guaranteeInWords(@Nullable String kind, @Nullable String text) {
        return Stream.of(Optional.ofNullable(kind), Optional.ofNullable(text))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": "));
    }

    private Decision.@Nullable Allowance resultingAllowance() {
        Decision.Allowance before = published.allowance();
        if (before == null
                && claims.findStanding(AnswerPart.of(PartKind.AMOUNT)).isEmpty()) {
            return null;
        }
        Number amount = (Number) takeValue(
                AnswerPart.of(PartKind.AMOUNT),
                before == null ? null : before.amount().toString());
        Optional<String> unit = takeText(AnswerPart.of(PartKind.UNIT), before == null ? null : before.unit());
        Optional<String> per = takeText(AnswerPart.of(PartKind.PER), before == null ? null : textOrNull(before.per()));
        Optional<String> carryOver =
                takeText(AnswerPart.of(PartKind.CARRY_OVER), before == null ? null : textOrNull(before.carryOver()));
        Optional<String> limit =
                takeText(AnswerPart.of(PartKind.LIMIT), before == null ? null : textOrNull(before.limit()));
        return new Decision.Allowance(
                amount == null ? before.amount() : amount,
                unit.orElse(before == null ? null : before.unit()),
                per.map(Per::parse).orElse(before == null ? null : before.per()),
                carryOver.map(CarryOver::parse).orElse(before == null ? CarryOver.NONE : before.carryOver()),
                limit.map(Limit::parse).orElse(before == null ? Limit.HARD : before.limit()));
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private Map<String, String> resultingOwnTerms() {
        Map<String, String> own = new LinkedHashMap<>(published.terms());
        claims.partsOfTerms().stream()
                .filter(part -> part.kind() == PartKind.TERM)
                .forEach(part -> takeText(part, published.terms().get(part.name()))
                        .ifPresent(value -> own.put(part.name(), value)));
        return own;
    }

    private Optional<String> takeText(AnswerPart part, @Nullable String replaced) {
        return Optional.ofNullable((String) takeValue(part, replaced));
    }

    private @Nullable Object takeValue(AnswerPart part, @Nullable String replaced) {
        AnswerClaims.TermClaim standing = claims.findStanding(part).orElse(null);
        if (standing == null) {
            return null;
        }
        recordChange(part, String.valueOf(standing.value()), standing.term(), replaced);
        return standing.value();
    }

    private void recordChange(AnswerPart part, @Nullable String value, Term term, @Nullable String replaced) {
        changes.add(new TermChange(part, value, term.clause(), replaced));
    }
}
