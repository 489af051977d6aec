package support.entitlement.contract;

import java.util.Iterator;

/** Contracts that are stored together, none of which meets another version. */
public class ContractFile implements ContractSource {

    private final Iterator<IncomingContract> lines;

    /** Creates a file of these contracts. */
    public ContractFile(Iterator<IncomingContract> lines) {
        this.lines = lines;
    }

    @Override
    public final boolean hasNext() {
        return lines.hasNext();
    }

    @Override
    public final IncomingContract next() {
        return lines.next();
    }

    @Override
    public void noteConflict(IncomingContract incoming, long current) {
        throw new IllegalStateException(incoming + " has version " + current);
    }

    @Override
    public void noteUnchanged(IncomingContract incoming) {
        throw new IllegalStateException(incoming + " is stored already");
    }

    @Override
    public boolean isSound() {
        return true;
    }
}
