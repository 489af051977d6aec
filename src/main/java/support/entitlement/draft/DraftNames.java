package support.entitlement.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import support.entitlement.policy.KnownNames;
import support.entitlement.table.SheetParser;

/** Lists the names that the tables of drafts mention, also while they have errors. Each version is read once. Thread-safe. */
@Component
public final class DraftNames {

    private static final int PART_OF_HEAP = 64;
    private static final int BYTES_OF_A_DRAFT = 10_000;
    private static final int BYTES_OF_A_CHARACTER = 10;

    private final Cache<Draft, KnownNames> kept = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
            .<Draft, KnownNames>weigher(
                    (draft, names) -> BYTES_OF_A_DRAFT + BYTES_OF_A_CHARACTER * names.countCharacters())
            .build();

    DraftNames() {}

    /** Returns the names that a draft mentions. */
    public KnownNames listNames(DraftFiles files) {
        return kept.get(
                files.draft(),
                draft -> KnownNames.of(
                        SheetParser.parseSheets(files.files().readSheets().sheets())
                                .tables()));
    }
}
