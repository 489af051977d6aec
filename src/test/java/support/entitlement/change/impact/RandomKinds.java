package support.entitlement.change.impact;

/** Tables of which the cells are chosen at random, for tests that compare two versions of them. */
final class RandomKinds {

    static final Kind PLANS = new Kind(
            "plans.csv",
            "Query",
            "Plan: plan in ($param) | Region: attribute[\"region\"] == \"$param\" | Type: issueType == \"$param\""
                    + " | Level: entitlement.supportLevel(\"$param\") | Notice: entitlement.notice(\"$param\")",
            new String[][] {
                {"Free", "Small, Big", "Big", "Free, Small"},
                {"", "", "", "EU"},
                {"", "", "", "Bug"},
                {"L1", "L2"},
                {"", "", "n"}
            },
            4);
    static final Kind CATEGORIES = new Kind(
            "categories.csv",
            "Query",
            "Use: productionUse == \"$param\" | Workaround: workaround == $param | Sent: slaCategory != \"$param\""
                    + " | Category: entitlement.slaCategory(\"$param\")",
            new String[][] {{"down", "slow", ""}, {"yes", "no", "", ""}, {"", "", "", "1"}, {"1", "2"}},
            3);
    static final Kind MATRIX = new Kind(
            "matrix.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | Type: issueType in ($param) | Category: slaCategory == \"$param\""
                    + " | Seats: attribute[\"seats\"] >= $param | Region: attribute[\"region\"] != \"$param\""
                    + " | Use: productionUse == \"$param\""
                    + " | Entitled: entitlement.entitled($param) | Channels: entitlement.channels(\"$param\")",
            new String[][] {
                {"L1", "L2", ""},
                {"Bug", "Question", "", "Bug, Question"},
                {"", "1", "2"},
                {"", "", "10", "20"},
                {"", "", "", "EU"},
                {"", "", "", "", "slow"},
                {"yes", "no"},
                {"Mail", "Phone", "Mail, Phone"}
            },
            5);
    static final Kind PROMISES = new Kind(
            "promises.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | Channel: channel == \"$param\" | Category: slaCategory in ($param)"
                    + " | Commitment: entitlement.commitment(\"$param\")",
            new String[][] {{"L1", "L2", ""}, {"", "", "Mail"}, {"1", "2", "", "1, 2"}, {"a", "b"}},
            3);
    static final Kind CHANNELS = new Kind(
            "channels.csv",
            "Channel",
            "Name: name == \"$param\" | Medium: $channel.medium(\"$param\")",
            new String[][] {{"Mail", "Phone"}, {"letter", "wire"}},
            2);

    /** Later tables that compare only facts that the first tables compare, too. */
    static final Kind SMALL_MATRIX = new Kind(
            "matrix.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | Type: issueType in ($param) | Category: slaCategory == \"$param\""
                    + " | Region: attribute[\"region\"] != \"$param\" | Use: productionUse == \"$param\""
                    + " | Entitled: entitlement.entitled($param) | Channels: entitlement.channels(\"$param\")",
            new String[][] {
                {"L1", "L2", ""},
                {"Bug", "Question", "", "Bug, Question"},
                {"", "1", "2"},
                {"", "", "", "EU"},
                {"", "", "", "", "slow"},
                {"yes", "no"},
                {"Mail", "Phone", "Mail, Phone"}
            },
            5);

    static final Kind SMALL_PROMISES = new Kind(
            "promises.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | Category: slaCategory in ($param)"
                    + " | Commitment: entitlement.commitment(\"$param\")",
            new String[][] {{"L1", "L2", ""}, {"1", "2", "", "1, 2"}, {"a", "b"}},
            3);

    /** The tables with lists that exclude, and cells that ask whether a fact was sent. */
    static final Kind SENT_PLANS = new Kind(
            "plans.csv",
            "Query",
            "Plan: plan in ($param) | Region: attribute[\"region\"] == \"$param\" | Type: issueType not in ($param)"
                    + " | Level: entitlement.supportLevel(\"$param\") | Notice: entitlement.notice(\"$param\")",
            new String[][] {
                {"Free", "Small, Big", "Big", "Free, Small", "otherwise"},
                {"", "", "EU", "otherwise", "not sent"},
                {"", "", "", "Bug", "Bug, Question"},
                {"L1", "L2"},
                {"", "", "n"}
            },
            4);

    static final Kind SENT_CATEGORIES = new Kind(
            "categories.csv",
            "Query",
            "Use: productionUse == \"$param\" | Workaround: workaround == $param | Sent: slaCategory == \"$param\""
                    + " | Category: entitlement.slaCategory(\"$param\")",
            new String[][] {
                {"down", "slow", "", "otherwise", "not sent"},
                {"yes", "no", "", "", "not sent"},
                {"", "", "", "1", "otherwise"},
                {"1", "2"}
            },
            3);

    static final Kind SENT_MATRIX = new Kind(
            "matrix.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | Type: issueType in ($param) | Category: slaCategory == \"$param\""
                    + " | Seats: attribute[\"seats\"] >= $param | Region: attribute[\"region\"] not in ($param)"
                    + " | Use: productionUse == \"$param\" | Entitled: entitlement.entitled($param)"
                    + " | Reason: entitlement.reason(\"$param\") | Channels: entitlement.channels(\"$param\")"
                    + " | Not by: entitlement.exceptChannels(\"$param\")",
            new String[][] {
                {"L1", "L2", "", "otherwise"},
                {"Bug", "Question", "", "Bug, Question"},
                {"", "1", "2", "otherwise", "not sent"},
                {"", "", "10", "20", "not sent"},
                {"", "", "", "EU", "not sent"},
                {"", "", "", "", "slow", "otherwise"},
                {"yes", "yes", "no", "not stated"},
                {"", "r"},
                {"Mail", "Phone", "Mail, Phone"},
                {"", "", "Phone"}
            },
            5);

    static final Kind SENT_PROMISES = new Kind(
            "promises.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | Channel: channel == \"$param\" | Category: slaCategory in ($param)"
                    + " | Commitment: entitlement.commitment(\"$param\")",
            new String[][] {
                {"L1", "L2", ""}, {"", "", "Mail", "otherwise"}, {"1", "2", "", "1, 2", "otherwise"}, {"a", "b"}
            },
            3);

    /** A table of categories, some of which overrule the one that was sent. */
    static final Kind OVERRULING_CATEGORIES = new Kind(
            "categories.csv",
            "Query",
            "Use: productionUse == \"$param\" | Region: attribute[\"region\"] == \"$param\""
                    + " | Category: entitlement.slaCategory(\"$param\")"
                    + " | Final: entitlement.slaCategory(\"overrules\", \"$param\")",
            new String[][] {{"down", "slow", ""}, {"", "", "EU"}, {"1", "2", ""}, {"", "", "1", "2"}},
            3);

    /** The tables that compare a date. */
    static final Kind DATED_PLANS = new Kind(
            "plans.csv",
            "Query",
            "Plan: plan in ($param) | Before: attribute[\"start\"] < $param | Type: issueType == \"$param\""
                    + " | Level: entitlement.supportLevel(\"$param\") | Notice: entitlement.notice(\"$param\")",
            new String[][] {
                {"Free", "Small, Big", "Big", "Free, Small"},
                {"", "", "2026-03-01", "2026-03-02", "not sent"},
                {"", "", "", "Bug"},
                {"L1", "L2"},
                {"", "", "n"}
            },
            4);

    static final Kind DATED_MATRIX = new Kind(
            "matrix.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | From: attribute[\"start\"] >= $param | Type: issueType in ($param)"
                    + " | On: attribute[\"start\"] in ($param) | Category: slaCategory == \"$param\""
                    + " | Entitled: entitlement.entitled($param) | Channels: entitlement.channels(\"$param\")",
            new String[][] {
                {"L1", "L2", ""},
                {"", "2026-03-01", "3 Mar 2026", "9.3.2026"},
                {"Bug", "Question", "", "Bug, Question"},
                {"", "", "", "2026-03-01; 9.3.2026", "2026-03-02"},
                {"", "1", "2"},
                {"yes", "no"},
                {"Mail", "Phone", "Mail, Phone"}
            },
            5);

    /** The tables that compare a date with the opening. */
    static final Kind RELATIVE_PLANS = new Kind(
            "plans.csv",
            "Query",
            "Plan: plan in ($param) | Far: attribute[\"start\", \"UTC\"] == $param | Type: issueType == \"$param\""
                    + " | Level: entitlement.supportLevel(\"$param\") | Notice: entitlement.notice(\"$param\")",
            new String[][] {
                {"Free", "Small, Big", "Big", "Free, Small"},
                {"", "", "more than 20 days before opening", "within 2 days of opening", "not sent"},
                {"", "", "", "Bug"},
                {"L1", "L2"},
                {"", "", "n"}
            },
            4);

    static final Kind RELATIVE_MATRIX = new Kind(
            "matrix.csv",
            "Coverage",
            "Level: supportLevel == \"$param\" | Near: attribute[\"start\", \"UTC\"] == $param | Type: issueType in ($param)"
                    + " | Not: attribute[\"start\", \"UTC\"] not in ($param) | Category: slaCategory == \"$param\""
                    + " | Entitled: entitlement.entitled($param) | Channels: entitlement.channels(\"$param\")",
            new String[][] {
                {"L1", "L2", ""},
                {"", "less than 2 days before opening", "after opening", "at least 1 month after opening", "otherwise"},
                {"Bug", "Question", "", "Bug, Question"},
                {"", "", "", "on opening; after opening", "within 1 day before opening"},
                {"", "1", "2"},
                {"yes", "no"},
                {"Mail", "Phone", "Mail, Phone"}
            },
            5);

    /** A table of the values that count for attributes that are not sent. */
    static final Kind DEFAULTS = new Kind(
            "facts.csv",
            "$fact : Fact",
            "Attribute: name == \"$param\" | Value: $fact.ifNotSent(\"$param\")",
            new String[][] {{"region", "region", "seats"}, {"EU", "15", "elsewhere"}},
            2);

    private RandomKinds() {}

    /** A table of which cells are chosen at random. */
    record Kind(String file, String fact, String columns, String[][] choices, int rows) {}
}
