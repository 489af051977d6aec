package support.entitlement.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.policy.calendar.ChannelHours;

/** Renders a decision as text: one line for each part of the answer, followed by the rows that decided it. */
final class DecisionText {

    private final List<String> lines = new ArrayList<>();

    private final ChannelHours hours;

    private DecisionText(ChannelHours hours) {
        this.hours = hours;
    }

    /**
     * Renders a decision.
     *
     * @param hours the hours of its channels
     * @param openings the opening in words, on the clocks of each zone; none if no condition compares it
     */
    static String of(Decision decision, ChannelHours hours, List<String> openings) {
        DecisionText text = new DecisionText(hours);
        openings.forEach(opening -> text.addLine("opened", opening));
        text.addAnswer(decision);
        text.lines.add("");
        text.lines.add("because");
        decision.because().forEach(text::addRow);
        return String.join(System.lineSeparator(), text.lines);
    }

    private void addAnswer(Decision decision) {
        addLine("entitled", decision.entitled() ? "yes" : verdictWithout(decision) + ", " + decision.reasonCode());
        addLine("reason", decision.reasonText());
        decision.noRowIn().forEach(table -> addLine("no row in", table.file() + " (" + table.table() + ")"));
        addLine("refer to", decision.referTo());
        addLine("missing", String.join(", ", decision.missingPointers()));
        addLine("support level", decision.supportLevel());
        addLine("covers", decision.covers());
        if (decision.slaCategory() != null) {
            addLine(
                    "SLA category",
                    decision.slaCategory().id(),
                    decision.slaCategory().definition(),
                    prefixedOrNull("sent; rows derive ", decision.slaCategory().derived()),
                    prefixedOrNull(
                            "overrules what was sent: ", decision.slaCategory().sent()));
        }
        decision.channels()
                .forEach(channel -> addLine(
                        "channel", channel.name(), channel.medium(), channel.terms(), hours.describeHours(channel)));
        if (decision.entitled() && !decision.channelsStated()) {
            addLine("channel", "none stated");
        }
        addLine("not by", String.join(", ", decision.exceptChannels()));
        Boolean allowed = hours.isRequestedChannelAllowed();
        if (allowed != null) {
            addLine(
                    "allowed",
                    allowed ? "yes" : hours.isRequestedChannelClosed() ? "no, " + ChannelHours.CLOSED : "no");
        }
        if (decision.guarantee() != null) {
            addLine(
                    "guarantee",
                    textOrNull(decision.guarantee().kind()),
                    decision.guarantee().text());
        }
        if (decision.priorityFlag()) {
            addLine("priority flag", "yes");
        }
        if (decision.onCall() != null) {
            addLine("on-call", decision.onCall().coverage());
        }
        decision.milestones().forEach(this::addMilestone);
        decision.commitments().forEach(commitment -> addLine("commitment", commitment));
        if (decision.allowance() != null) {
            decision.allowance().allLimits().forEach(this::addAllowance);
        }
        decision.terms().forEach(this::addLine);
        addLine("notice", decision.notice());
    }

    private static Verdict verdictWithout(Decision decision) {
        return decision.entitledStated() ? Verdict.NO : Verdict.NOT_STATED;
    }

    private void addMilestone(Milestone milestone) {
        addLine(
                "milestone",
                milestone.name(),
                textOrNull(milestone.within()),
                prefixedOrNull("again every ", milestone.every()),
                milestone.repeatedUntil().isEmpty() ? null : "until " + String.join(" or ", milestone.repeatedUntil()),
                milestone.calendar() == null ? "in a calendar that is not stated" : milestone.calendar(),
                milestone.startsAt().equalsIgnoreCase(Milestone.OPENED) ? null : "starts at " + milestone.startsAt(),
                prefixedOrNull("starts during ", milestone.startsDuring()),
                prefixedOrNull("ends at ", milestone.endsAt()),
                milestone.pauses() == null
                        ? null
                        : "paused by " + String.join(" or ", milestone.pauses().pausedBy()) + " until "
                                + String.join(" or ", milestone.pauses().resumedBy()),
                milestone.strength() == Strength.GUARANTEED ? null : textOrNull(milestone.strength()));
    }

    private void addAllowance(Decision.Allowance allowance) {
        String amount = Stream.of(allowance.amountInWords(), allowance.unit(), prefixedOrNull("per ", allowance.per()))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(" "));
        addLine(
                "allowance",
                amount + allowance.rules().inOneText(),
                allowance.carryOver().isNone() ? null : "carried over " + allowance.carryOver(),
                allowance.limit() == Limit.HARD ? null : textOrNull(allowance.limit()));
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String prefixedOrNull(String prefix, @Nullable Object value) {
        return value == null ? null : prefix + value;
    }

    private void addRow(MatchedRow row) {
        String cells = row.cells().entrySet().stream()
                .map(cell -> cell.getKey() + ": " + cell.getValue())
                .collect(Collectors.joining(" | "));
        lines.add("  " + row.file() + ", row " + row.row() + "  " + cells);
        if (row.note() != null) {
            lines.add("      " + row.note());
        }
    }

    /** Adds a line of the parts that are not null; none if all are null. */
    private void addLine(String label, @Nullable String... parts) {
        String text =
                Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%-15s%s", label, text));
        }
    }
}
