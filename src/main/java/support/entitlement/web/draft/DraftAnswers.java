package support.entitlement.web.draft;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import support.entitlement.draft.Draft;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.Drafts;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.sheet.RuleTableStart;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;

/** Describes drafts in answers. Thread-safe. */
@Component
public class DraftAnswers {

    private final Drafts drafts;

    DraftAnswers(Drafts drafts) {
        this.drafts = drafts;
    }

    /** Returns the entity tag of a version of a draft. */
    static ETag entityTag(Draft draft) {
        return new ETag(String.valueOf(draft.version()), false);
    }

    /** Returns the entity tag of the description of a draft, which differs, too, once the draft is behind. */
    private ETag detailTag(Draft draft) {
        return drafts.isBehind(draft) ? new ETag(draft.version() + "-behind", false) : entityTag(draft);
    }

    /** Returns a draft with its files, and its entity tag. */
    public ResponseEntity<DraftResponse.DraftDetail> answerDraft(HttpStatus status, DraftFiles draft) {
        return ResponseEntity.status(status)
                .eTag(detailTag(draft.draft()).formattedTag())
                .body(describeDraft(draft));
    }

    /** Returns a draft that was created, with its address. */
    ResponseEntity<DraftResponse.DraftDetail> answerCreated(DraftFiles draft) {
        return ResponseEntity.created(
                        URI.create("/v1/policy/drafts/" + draft.draft().id()))
                .eTag(entityTag(draft.draft()).formattedTag())
                .body(describeDraft(draft));
    }

    private DraftResponse.DraftDetail describeDraft(DraftFiles draft) {
        return new DraftResponse.DraftDetail(
                summarizeDraft(draft.draft()),
                draft.names().stream().map(name -> describeFile(draft, name)).toList());
    }

    /** Returns a draft without its files. */
    public DraftResponse summarizeDraft(Draft draft) {
        return DraftResponse.of(draft, drafts.isBehind(draft), draft.isOpen() && drafts.isBaseLost(draft));
    }

    private static DraftResponse.DraftFile describeFile(DraftFiles draft, String name) {
        return new DraftResponse.DraftFile(
                name,
                kindOf(name),
                draft.stateOf(name).name().toLowerCase(Locale.ROOT),
                describeSheets(name, draft.files()));
    }

    private static List<DraftResponse.DraftSheet> describeSheets(String name, TableFiles files) {
        byte[] content = files.contents().get(name);
        return content == null || !SheetReader.isTableFile(name)
                ? List.of()
                : SheetReader.readAllSheets(name, content).sheets().stream()
                        .map(sheet -> new DraftResponse.DraftSheet(
                                sheet.name(),
                                findTableName(sheet).orElse(null),
                                sheet.rows().size()))
                        .toList();
    }

    /** Returns the name of the first table of a sheet. */
    static Optional<String> findTableName(Sheet sheet) {
        int first = sheet.firstColumn();
        return IntStream.range(0, sheet.rows().size())
                .mapToObj(row -> sheet.cellText(row, first))
                .filter(RuleTableStart::isStart)
                .findFirst()
                .map(RuleTableStart::nameIn);
    }

    private static String kindOf(String name) {
        if (name.startsWith(TableFiles.SCENARIOS)) {
            return "scenarios";
        }
        if (name.equals(Precedence.FILE)) {
            return "precedence";
        }
        if (name.equals(AcceptedWarnings.FILE)) {
            return "accepted-warnings";
        }
        return SheetReader.isTableFile(name) ? "table" : "other";
    }
}
