package support.entitlement.web.contract;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.UsageRequest;
import support.entitlement.contract.Term;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.query.EvaluationRequest;
import tools.jackson.databind.JsonNode;

/** Reads the allowances of terms. Single use, with its {@link FieldReader}. */
final class AllowanceTermReader {

    private static final Names ALLOWANCE = EvaluationRequest.fieldsOf(Term.TermAllowance.class);

    private final FieldReader fields;
    private final ContractFields common;
    private final Names channels;

    AllowanceTermReader(FieldReader fields, ContractFields common, Names channels) {
        this.fields = fields;
        this.common = common;
        this.channels = channels;
    }

    /** Reads the allowance of a term; returns null if it has none. */
    Term.@Nullable TermAllowance readAllowance(JsonNode term, String termPointer) {
        String pointer = termPointer + "/allowance";
        JsonNode allowance = common.readObject(term, "allowance", termPointer, ALLOWANCE);
        if (allowance == null) {
            return null;
        }
        Term.TermAllowance read = new Term.TermAllowance(
                readAmount(allowance.get("amount"), pointer + "/amount"),
                readUnit(allowance.get("unit"), pointer + "/unit"),
                common.readForm(allowance.get("per"), pointer + "/per", Per.FORMS, text -> Per.parse(text)),
                common.readForm(
                        allowance.get("carryOver"),
                        pointer + "/carryOver",
                        CarryOver.FORMS,
                        text -> CarryOver.parse(text)),
                common.readForm(allowance.get("limit"), pointer + "/limit", Limit.FORMS, text -> Limit.parse(text)),
                readUnit(allowance.get("pool"), pointer + "/pool"),
                readCounts(allowance.get("counts"), pointer + "/counts"),
                common.readForm(allowance.get("fee"), pointer + "/fee", Fee.FORMS, text -> Fee.parse(text)));
        if (allowance.isEmpty()) {
            fields.addProblem(ProblemCode.BAD_TERM, pointer, null, "This must set one of " + ALLOWANCE + ".");
        }
        return read;
    }

    /** Reads the rule of counting; refuses one for a channel that no table knows. */
    private @Nullable String readCounts(@Nullable JsonNode node, String pointer) {
        String text =
                common.readForm(node, pointer, CountingByChannel.FORMS, written -> CountingByChannel.parse(written));
        if (text != null) {
            CountingByChannel.parse(text).channels().stream()
                    .filter(channel -> channels.findSpelling(channel).isEmpty())
                    .forEach(channel -> fields.addUnknownName(ProblemCode.UNKNOWN_CHANNEL, pointer, channel, channels));
        }
        return text;
    }

    /** Reads an amount without trailing zeros, so that 8 and 8.0 make no different contracts. */
    private @Nullable BigDecimal readAmount(@Nullable JsonNode node, String pointer) {
        if (node != null && node.isString() && NormalForm.areSame(node.stringValue(), Amounts.UNLIMITED_WORD)) {
            return Amounts.UNLIMITED;
        }
        BigDecimal amount = fields.readAmount(node, pointer);
        return amount == null ? null : Amounts.toPlainAmount(amount);
    }

    private @Nullable String readUnit(@Nullable JsonNode node, String pointer) {
        String unit = common.readText(node, pointer);
        if (unit != null && unit.length() > UsageRequest.MAX_NAME_LENGTH) {
            fields.addWrongType(pointer, node, "a text of 1 to " + UsageRequest.MAX_NAME_LENGTH + " characters");
        }
        return unit;
    }
}
