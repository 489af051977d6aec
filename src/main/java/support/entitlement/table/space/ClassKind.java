package support.entitlement.table.space;

/** The kinds of classes of an {@link InputDomain}, the clearest example first. */
enum ClassKind {
    MENTIONED,
    BETWEEN,
    OTHER_TEXT,
    ABSENT
}
