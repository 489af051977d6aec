package support.entitlement.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import support.entitlement.text.NormalForm;
import support.entitlement.text.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** Identifies what a contract says, as far as answers depend on it: its plan and its terms, but not its clauses and its days. */
final class ContractContent {

    private ContractContent() {}

    /** Returns the first half of the SHA-256 hash of the content. Equal content has equal ids. */
    static UUID identify(Agreement agreement, JsonMapper json) {
        List<Term> terms = agreement.terms().stream().map(Term::withoutClause).toList();
        boolean dated = terms.stream().anyMatch(Term::hasDates);
        String text = json.writeValueAsString(List.of(
                NormalForm.key(agreement.plan()), dated ? agreement.zone().getId() : "", terms));
        ByteBuffer hash = ByteBuffer.wrap(
                Sha256.createDigest().digest(Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
