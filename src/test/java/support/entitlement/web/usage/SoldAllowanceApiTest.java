package support.entitlement.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.EditedTables;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Allowances of the example of tables, as callers book them and ask about them. */
@DirtiesContext
class SoldAllowanceApiTest extends ApiTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final String AT = "2026-03-06T09:00:00Z";

    /** Visits, of which one each is granted, at any time and for cases that are opened by night. */
    private static final String VISITS = """
            RuleSet,any,,,,,
            Hit policy,unique,,,,,
            RuleTable Visits,,,,,,
            CONDITION,CONDITION,CONDITION,ACTION,ACTION,ACTION,ACTION
            Coverage,,,,,,
            "supportLevel == ""$param\""","issueType == ""$param\""","openedDuring != ""$param\""",entitlement.entitled($param),entitlement.amount($param),"entitlement.unit(""$param"")","entitlement.per(""$param"")"
            Level,Type,Opened outside,Entitled,Amount,Unit,Per
            Partner,Visit by night,Day,yes,1,visits,year
            Partner,Visit,,yes,1,visits,year
            """;

    private static final String CALENDARS = """
            RuleSet,any,,,
            Hit policy,collect,,,
            RuleTable Calendars,,,,
            CONDITION,ACTION,ACTION,ACTION,ACTION
            $calendar : BusinessHours,,,,
            "name == ""$param\""","$calendar.zone(""$param"")",$calendar.day($param),"$calendar.opens(""$param"")","$calendar.closes(""$param"")"
            Calendar,Zone,Day,Open,Close
            Day,UTC,Mon-Sun,08:00,18:00
            """;

    @TempDir
    static Path rules;

    private final String customer = "acme-" + UUID.randomUUID();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        EditedTables.copyOf(Path.of("src/test/resources/allowances"), rules)
                .write("visits.csv", VISITS)
                .write("calendars.csv", CALENDARS);
        properties.add("entitlement.rules.directory", rules::toString);
        accept(properties, 0, "ula", TOKEN, "usage,contracts,reader");
    }

    private void sign(String plan, String terms) throws Exception {
        Answer stored = send(authorized("/v1/customers/" + customer + "/contract")
                .PUT(BodyPublishers.ofString(("{\"plan\": \"%s\", \"validFrom\": \"2026-01-01\", \"terms\": [%s]}")
                        .formatted(plan, terms))));
        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path)
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json");
    }

    private Answer book(String issueType, String amount) throws Exception {
        return post("/v1/customers/" + customer + "/usage", """
                {"issueType": "%s", "amount": %s, "at": "%s"}""".formatted(issueType, amount, AT));
    }

    private Answer post(String path, String body) throws Exception {
        return send(authorized(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode allowances() throws Exception {
        return send(authorized("/v1/customers/" + customer + "/allowances?at=" + AT)
                        .GET())
                .json()
                .get("allowances");
    }

    private JsonNode askedAllowance(String issueType) throws Exception {
        return post("/v1/evaluation", """
                        {"customer": "%s", "issueType": "%s", "openedAt": "%s"}""".formatted(customer, issueType, AT))
                .json()
                .get("allowance");
    }

    @Test
    void theSmallestLimitIsWhatIsLeft() throws Exception {
        sign("Basic", "");

        assertThat(book("Training", "2").json().get("left").intValue()).isZero();
        Answer third = book("Training", "1");

        assertThat(third.status()).isEqualTo(409);
        assertThat(third.json().at("/allowance/limitName").stringValue()).isEqualTo("per quarter");
        assertThat(allowances()
                        .valueStream()
                        .map(each -> each.get("limitName").stringValue() + " " + each.get("left") + " "
                                + each.get("smallest")))
                .containsExactly("per quarter 0 true", "per year 6 false");
        JsonNode asked = askedAllowance("Training");
        assertThat(asked.get("limitName").stringValue()).isEqualTo("per quarter");
        assertThat(asked.get("limits")
                        .valueStream()
                        .map(each -> each.get("left").intValue()))
                .containsExactly(0, 6);
    }

    @Test
    void issueTypesOfAPoolShareItAndWhatIsBeyondItIsCharged() throws Exception {
        sign("Enterprise", "");

        JsonNode portal = book("Portal consulting", "0.6").json();
        assertThat(portal.at("/counted/amount").intValue()).isEqualTo(3);
        assertThat(portal.get("left").intValue()).isEqualTo(37);
        JsonNode phone = book("Phone consulting", "5").json();
        assertThat(phone.at("/counted/as").stringValue()).isEqualTo("8 per hour");
        assertThat(phone.get("left").intValue()).isZero();
        assertThat(phone.get("over").intValue()).isEqualTo(3);
        assertThat(phone.get("chargeable").toString())
                .isEqualTo("{\"amount\":3,\"fee\":35,\"currency\":\"CHF\",\"total\":105}");
        JsonNode corrected = post(
                        "/v1/customers/" + customer + "/usage/" + phone.get("id") + "/correction", "{\"amount\": 4.75}")
                .json();
        assertThat(corrected.at("/chargeable/amount").intValue()).isEqualTo(-2);
        assertThat(corrected.get("over").intValue()).isEqualTo(1);
    }

    private Answer bookOn(String channel, String amount) throws Exception {
        return post("/v1/customers/" + customer + "/usage", """
                {"issueType": "Advice", "amount": %s, "at": "%s", "channel": "%s"}""".formatted(amount, AT, channel));
    }

    @Test
    void anHourOnAChannelCountsByTheRuleOfThatChannelAlsoWhenItIsCorrected() throws Exception {
        sign("Enterprise", "");

        assertThat(bookOn("Support Portal", "3").json().get("left").intValue()).isEqualTo(17);
        JsonNode phone = bookOn("landline", "4").json();
        assertThat(phone.get("counted").toString()).isEqualTo("{\"amount\":8,\"as\":\"2 per hour\"}");
        assertThat(phone.get("left").intValue()).isEqualTo(9);
        assertThat(bookOn("Landline", "5").status()).isEqualTo(409);
        JsonNode corrected = post(
                        "/v1/customers/" + customer + "/usage/" + phone.get("id") + "/correction", "{\"amount\": 1}")
                .json();
        assertThat(corrected.at("/counted/amount").intValue()).isEqualTo(-6);
        assertThat(corrected.get("left").intValue()).isEqualTo(15);
        assertThat(askedAllowance("Advice").get("left").intValue()).isEqualTo(15);
        assertThat(askedAllowance("Advice").get("counts").stringValue()).isEqualTo("1 per hour; Landline: 2 per hour");
    }

    @Test
    void aBookingWhoseCountDependsOnTheChannelNamesOneThatTablesKnow() throws Exception {
        sign("Enterprise", "");

        Answer none = book("Advice", "1");
        assertThat(none.json().get("code").stringValue()).isEqualTo("missing-field");
        assertThat(none.json().get("pointer").stringValue()).isEqualTo("/channel");
        Answer unknown = bookOn("Fax", "1");
        assertThat(unknown.json().get("code").stringValue()).isEqualTo("unknown-channel");
        assertThat(allowances().toString()).contains("\"left\":20");
    }

    @Test
    void aContractSignsWhatAnHourOnAChannelCountsFor() throws Exception {
        sign("Enterprise", """
                {"clause": "§ 3", "allowance": {"counts": "1 per hour; Landline: 1.5 per hour"}, "scope": {"issueType": "Advice"}}""");

        assertThat(bookOn("Landline", "2").json().get("left").intValue()).isEqualTo(17);
        Answer unknown =
                send(authorized("/v1/customers/" + customer + "/contract").PUT(BodyPublishers.ofString("""
                        {"plan": "Enterprise", "validFrom": "2026-01-01", "terms": [
                          {"clause": "§ 3", "allowance": {"counts": "1 per hour; Landlin: 2 per hour"}}]}""")));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().get("code").stringValue()).isEqualTo("unknown-channel");
    }

    @Test
    void anAmountThatDependsOnTheOpeningOfACaseIsNotCounted() throws Exception {
        sign("Partner", "");

        Answer booked = book("Visit by night", "1");

        assertThat(booked.status()).isEqualTo(422);
        assertThat(booked.json().get("detail").stringValue()).contains("depends on when a case is opened");
        assertThat(book("Visit", "1").json().get("left").intValue()).isZero();
    }

    @Test
    void aContractThatCarriesOverWhatIsChargedBeyondALimitIsNotCounted() throws Exception {
        sign("Enterprise", """
                {"clause": "§ 7", "allowance": {"carryOver": "1 period"}, "scope": {"issueType": "Portal consulting"}}""");

        assertThat(book("Portal consulting", "0.5").json().get("detail").stringValue())
                .contains("its limit has both a fee and a carry-over");
    }

    @Test
    void whatHasNoLimitLeavesNoNumber() throws Exception {
        sign("Partner", "");

        JsonNode booked = book("Training", "1000000").json();

        assertThat(booked.get("left").isNull()).isTrue();
        assertThat(booked.has("over")).isFalse();
        assertThat(allowances().get(0).get("unlimited").booleanValue()).isTrue();
        assertThat(allowances().get(0).get("granted").isNull()).isTrue();
        assertThat(askedAllowance("Training").get("amount").isNull()).isTrue();
    }

    @Test
    void termsOfAContractTakeThePlaceOfAmountFeeAndCount() throws Exception {
        sign("Enterprise", """
                {"clause": "§ 7", "allowance": {"amount": "unlimited"}, "scope": {"issueType": "Training"}},
                {"clause": "§ 8", "allowance": {"fee": "20 CHF", "amount": 1}, "scope": {"issueType": "Portal consulting"}},
                {"clause": "§ 9", "allowance": {"amount": 60}, "scope": {"issueType": "Health check"}}""");

        assertThat(book("Training", "500").json().get("left").isNull()).isTrue();
        assertThat(book("Portal consulting", "0.5")
                        .json()
                        .at("/chargeable/total")
                        .intValue())
                .isEqualTo(20);
        assertThat(book("Health check", "50").json().get("left").intValue()).isEqualTo(10);
        assertThat(send(authorized("/v1/customers/" + customer + "/contract").GET())
                        .json()
                        .at("/terms/0/allowance/amount")
                        .stringValue())
                .isEqualTo("unlimited");
    }

    @Test
    void anAmountThatGrowsWithAFactThatTheContractHoldsIsCounted() throws Exception {
        sign("Enterprise", "{\"clause\": \"§ 2\", \"terms\": {\"Seats\": \"2500\"}}");

        assertThat(book("Health check", "1").json().get("left").intValue()).isEqualTo(59);
        JsonNode asked = askedAllowance("Health check");
        assertThat(asked.get("amount").intValue()).isEqualTo(60);
        assertThat(asked.get("left").intValue()).isEqualTo(59);
        assertThat(asked.get("clause").stringValue()).isEqualTo("§ 2");
    }

    @Test
    void anAmountThatGrowsWithAFactThatTheContractDoesNotHoldIsNotCounted() throws Exception {
        sign("Enterprise", "");

        Answer booked = book("Health check", "1");

        assertThat(booked.status()).isEqualTo(422);
        assertThat(booked.json().get("detail").stringValue()).contains("its amount depends on “seats”");
        assertThat(askedAllowance("Health check").get("further").stringValue())
                .isEqualTo("10 per 1000 seats above 1000");
    }
}
