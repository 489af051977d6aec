package support.entitlement.policy.precedence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.kie.api.runtime.rule.AgendaFilter;
import support.entitlement.decision.Claim;
import support.entitlement.policy.engine.CompiledRules;

/** Fires rules of precedence within bounds of number and memory. Thread-safe. */
final class PrecedenceSessions {

    /** The most firings of all rules together for the claims of one answer. */
    static final int MAX_FIRINGS = 500_000;

    /** The most pairs of claims that all rules together may compare for one answer. */
    private static final long MAX_PAIRS = 5_000_000;

    /**
     * Drools keeps each pair that a rule matches until all rules of a session have fired. Few rules share a session, so
     * that their pairs for the largest contract need at most about 40 MB.
     */
    private static final int RULES_IN_SESSION = 4;

    /** Claims on one part that are this many are decided one answer at a time, so that memory is needed once. */
    private static final int MANY_CLAIMS = 50;

    private final Duration maxWait;
    private final int rules;
    private final List<CompiledRules> sessions = new ArrayList<>();
    private final Lock manyClaims = new ReentrantLock(true);

    /**
     * Builds rules.
     *
     * @param maxWait the maximal time that many claims on one part wait for others
     */
    PrecedenceSessions(List<PrecedenceRule> rules, Duration maxWait) {
        this.maxWait = maxWait;
        this.rules = rules.size();
        for (int first = 0; first < rules.size(); first += RULES_IN_SESSION) {
            List<PrecedenceRule> some = rules.subList(first, Math.min(first + RULES_IN_SESSION, rules.size()));
            sessions.add(PrecedenceRuleBuilder.buildRules(some, first + 1));
        }
    }

    /**
     * Fires the rules for each part by itself, because rules compare claims on one part only.
     *
     * @throws PrecedenceBusyException if many claims on one part are being decided for others, even after waiting
     */
    void fireByPart(Collection<Claim> claims, AgendaFilter filter) {
        Map<String, List<Claim>> parts = new LinkedHashMap<>();
        claims.forEach(claim -> parts.computeIfAbsent(claim.getPart(), part -> new ArrayList<>())
                .add(claim));
        long pairs = parts.values().stream()
                .mapToLong(part -> (long) part.size() * part.size())
                .sum();
        int left = pairs * rules > MAX_PAIRS ? 0 : MAX_FIRINGS;
        for (List<Claim> part : parts.values()) {
            left = part.size() < MANY_CLAIMS ? fireRules(part, filter, left) : fireAlone(part, filter, left);
        }
    }

    private int fireAlone(List<Claim> part, AgendaFilter filter, int most) {
        awaitTurn();
        try {
            return fireRules(part, filter, most);
        } finally {
            manyClaims.unlock();
        }
    }

    private void awaitTurn() {
        try {
            if (!manyClaims.tryLock(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PrecedenceBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrecedenceBusyException();
        }
    }

    /**
     * Fires all rules for one part.
     *
     * @return how many more firings are allowed
     */
    private int fireRules(List<Claim> part, AgendaFilter filter, int most) {
        int left = most;
        for (CompiledRules session : sessions) {
            left -= left > 0 ? session.fireRules(part, filter, left) : 0;
            if (left <= 0) {
                throw new Precedence.TooManyClaimsException();
            }
        }
        return left;
    }
}
