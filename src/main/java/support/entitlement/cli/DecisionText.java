package support.entitlement.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Limit;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;

/** A decision for people to read: a line for each part of the answer, and then the rows that made it. */
final class DecisionText {

    private final List<String> lines = new ArrayList<>();

    private DecisionText() {}

    static String of(Decision decision) {
        DecisionText text = new DecisionText();
        text.answer(decision);
        text.lines.add("");
        text.lines.add("because");
        decision.because().forEach(text::row);
        return String.join(System.lineSeparator(), text.lines);
    }

    private void answer(Decision decision) {
        line("entitled", decision.entitled() ? "yes" : "no, " + decision.reason());
        decision.noRowIn().forEach(table -> line("no row in", table.file() + " (" + table.table() + ")"));
        line("refer to", decision.referTo());
        line("missing", String.join(", ", decision.missing()));
        line("support level", decision.supportLevel());
        line("covers", decision.covers());
        if (decision.slaCategory() != null) {
            line(
                    "SLA category",
                    decision.slaCategory().id(),
                    decision.slaCategory().definition());
        }
        decision.channels().forEach(channel -> line("channel", channel.name(), channel.medium(), channel.terms()));
        if (decision.entitled() && !decision.channelsStated()) {
            line("channel", "none stated");
        }
        if (decision.channelAllowed() != null) {
            line("allowed", decision.channelAllowed() ? "yes" : "no");
        }
        if (decision.guarantee() != null) {
            line(
                    "guarantee",
                    text(decision.guarantee().kind()),
                    decision.guarantee().text());
        }
        if (decision.priorityFlag()) {
            line("priority flag", "yes");
        }
        if (decision.onCall() != null) {
            line("on-call", decision.onCall().coverage());
        }
        decision.milestones().forEach(this::milestone);
        decision.commitments().forEach(commitment -> line("commitment", commitment));
        if (decision.allowance() != null) {
            allowance(decision.allowance());
        }
        decision.terms().forEach(this::line);
        line("notice", decision.notice());
    }

    private void milestone(Milestone milestone) {
        line(
                "milestone",
                milestone.name(),
                text(milestone.within()),
                prefixed("again every ", milestone.every()),
                milestone.calendar(),
                milestone.startsAt().equalsIgnoreCase(Milestone.OPENED) ? null : "starts at " + milestone.startsAt(),
                prefixed("ends at ", milestone.endsAt()),
                milestone.strength() == Strength.GUARANTEED ? null : text(milestone.strength()));
    }

    private void allowance(Decision.Allowance allowance) {
        String amount = Stream.of(text(allowance.amount()), allowance.unit(), prefixed("per ", allowance.per()))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(" "));
        line(
                "allowance",
                amount,
                allowance.carryOver().isNone() ? null : "carried over " + allowance.carryOver(),
                allowance.limit() == Limit.HARD ? null : text(allowance.limit()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String prefixed(String prefix, @Nullable Object value) {
        return value == null ? null : prefix + value;
    }

    private void row(MatchedRow row) {
        String cells = row.cells().entrySet().stream()
                .map(cell -> cell.getKey() + ": " + cell.getValue())
                .collect(Collectors.joining(" | "));
        lines.add("  " + row.file() + ", row " + row.row() + "  " + cells);
        if (row.note() != null) {
            lines.add("      " + row.note());
        }
    }

    /** A line with those of its parts that there are; none if there are none. */
    private void line(String label, @Nullable String... parts) {
        String text =
                Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%-15s%s", label, text));
        }
    }
}
