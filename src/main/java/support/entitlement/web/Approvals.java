package support.entitlement.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.release.Proposal;
import support.entitlement.release.Proposals;
import support.entitlement.release.Publication;
import support.entitlement.release.Release;
import support.entitlement.release.Releases;

/** Shows proposals, and lets others than their authors decide on them. Thread-safe. */
@Component
class Approvals {

    private final Releases releases;
    private final Proposals proposals;
    private final Publishing publishing;

    Approvals(Releases releases, Proposals proposals, Publishing publishing) {
        this.releases = releases;
        this.proposals = proposals;
        this.publishing = publishing;
    }

    /** A proposal with all that whoever approves of it should know. */
    Object show(Proposal proposal) {
        Release base = base(proposal);
        return new ProposalResponse.Detail(
                ProposalResponse.of(proposal),
                changedFiles(
                        base == null ? Map.of() : releases.files(base).contents(),
                        proposals.files(proposal).contents()),
                proposals.problems(proposal),
                publishing.changes(base, proposals.policy(proposal).compiled().orElse(null)));
    }

    private static List<String> changedFiles(Map<String, byte[]> before, Map<String, byte[]> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Arrays.equals(before.get(name), after.get(name)))
                .toList();
    }

    /** Publishes what somebody else proposed: a {@link Publishing.PublishedResponse}, or a {@link ProblemResponse}. */
    Object approve(Proposal proposal, String approver) {
        return publishing.oneOfFew(() -> {
            Publication came = proposals.approve(proposal, approver);
            if (came instanceof Publication.Closed closed) {
                return closed(closed.proposal());
            }
            return came instanceof Publication.SameAuthor
                    ? ProblemResponse.of(
                            ProblemCode.SAME_AUTHOR,
                            "“" + proposal.author()
                                    + "” has proposed it, and somebody else must approve. To take it back,"
                                    + " withdraw it.")
                    : publishing.answer(came, base(proposal), proposals.files(proposal));
        });
    }

    /** Takes a proposal back, or refuses that of another: a {@link ProposalResponse}, or a {@link ProblemResponse}. */
    Object withdraw(Proposal proposal, String by) {
        Proposal now = proposals.withdraw(proposal, by);
        return now.release() == null ? ProposalResponse.of(now) : closed(now);
    }

    private static ProblemResponse closed(Proposal proposal) {
        return ProblemResponse.of(
                ProblemCode.PROPOSAL_CLOSED,
                "“" + proposal.decidedBy() + "” has "
                        + (proposal.release() == null
                                ? "withdrawn it."
                                : "approved of it: it is release " + proposal.release() + "."));
    }

    private @Nullable Release base(Proposal proposal) {
        return releases.find(proposal.basedOn()).orElse(null);
    }
}
