package support.entitlement.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.Postgres;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** All contracts are exported and imported as one file, in lines of JSON or in a table. */
@DirtiesContext
class ContractFileApiTest extends ApiTest {

    private static final AccessToken CORA = AccessToken.generateToken();
    private static final AccessToken PIA = AccessToken.generateToken();
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String RICH = """
            {"customer": "%s, \\"rich\\"", "plan": "enterprise premium", "zone": "Europe/Zurich", "validFrom": "2026-01-01",\
             "validUntil": "2030-12-31", "terms": [\
             {"clause": "§ 4; 2", "scope": {"issueType": "issue reports", "slaCategory": "2", "milestone": "Callback, first"},\
              "validFrom": "2026-02-01", "validUntil": "2026-11-30", "within": "12 hours", "every": "2 hours", "calendar": "24x7", "strength": "target",\
              "startsAt": "last reply", "startsDuring": "24x7", "endsAt": "called", "pausedBy": ["on hold", "waiting, long"],\
              "resumedBy": ["resumed"], "repeatedUntil": ["cause found"]},\
             {"clause": "§ 5", "scope": {"channel": "landline"}, "channels": {"add": ["Landline", "Support Forum"], "remove": ["Support Portal"]}},\
             {"clause": "§ 6", "scope": {"issueType": "API outage", "channel": "landline"}, "channels": {"replace": []}},\
             {"clause": "§ 7", "guarantee": {"kind": "best-effort", "text": "as we can,\\nand may"}},\
             {"clause": "§ 8", "scope": {"allowance": "hours"}, "allowance": {"amount": 16.5, "per": "quarter", "carryOver": "3 months", "limit": "soft"}},\
             {"clause": "§ 9", "terms": {"desk": "Zürich", "17": "true"}}]}
            """;

    private final String run = UUID.randomUUID().toString();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", Postgres::newDatabase);
        accept(properties, 0, "cora", CORA, "contracts");
        accept(properties, 1, "pia", PIA, "publisher");
    }

    private Answer send(String type, String body) throws Exception {
        return send(request("/v1/contracts")
                .header("Authorization", "Bearer " + CORA.text())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    private String file(String type) throws Exception {
        Answer answer = send(request("/v1/contracts")
                .header("Authorization", "Bearer " + CORA.text())
                .header("Accept", type));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        return answer.response().body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-ndjson, text/csv;q=0.5 | 200 | application/x-ndjson",
                "application/x-ndjson;q=0.5, text/*   | 200 | text/csv;charset=UTF-8",
                "*/*                                  | 200 | application/x-ndjson",
                "application/json                     | 200 | application/x-ndjson",
                "text/csv, csv                        | 400 | application/problem+json"
            })
    void theFormatIsTheOneThatIsAcceptedBest(String accepted, int status, String type) throws Exception {
        Answer answer = send(request("/v1/contracts")
                .header("Authorization", "Bearer " + CORA.text())
                .header("Accept", accepted));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
    }

    /** Returns the contracts of this test alone, with their version. */
    private List<JsonNode> mine() throws Exception {
        return file(NDJSON)
                .lines()
                .map(JSON::readTree)
                .filter(contract -> contract.get("customer").stringValue().startsWith(run))
                .toList();
    }

    private String line(String customer, String more) {
        return "{\"customer\": \"" + run + customer + "\", \"plan\": \"Starter\", \"validFrom\": \"2026-01-01\"" + more
                + "}\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {NDJSON, CSV})
    void whatComesOutGoesInAgainAndNothingIsStored(String type) throws Exception {
        Answer first = send(NDJSON, RICH.formatted(run) + line(" plain", ""));
        assertThat(first.status()).as(first.response().body()).isEqualTo(200);
        assertThat(first.json().get("stored").intValue()).isEqualTo(2);
        List<JsonNode> before = mine();

        Answer again = send(type, file(type));

        assertThat(again.status()).as(again.response().body()).isEqualTo(200);
        assertThat(again.json().get("stored").intValue()).isZero();
        assertThat(again.json().get("unchanged").intValue()).isGreaterThanOrEqualTo(2);
        assertThat(mine()).isEqualTo(before).hasSize(2);
        assertThat(before.get(1).get("terms")).hasSize(6);
    }

    @Test
    void aCellWithoutATitleIsNotLostWithoutAWord() throws Exception {
        Answer answer = send(
                CSV,
                "customer,plan,valid from,clause,add channels\n%s,Starter,2026-01-01,§ 1,Support Portal,Landline\n"
                        .formatted(run));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/lines/0/line").intValue()).isEqualTo(2);
        assertThat(answer.json().at("/lines/0/value").stringValue()).isEqualTo("Landline");
        Answer twice = send(CSV, "customer,plan,plan,valid from\n%s,Starter,Small,2026-01-01\n".formatted(run));
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.json().at("/lines/0/column").stringValue()).isEqualTo("plan");
        assertThat(mine()).isEmpty();
    }

    @Test
    void anIdThatNoAddressCanNameIsRefusedInAFileToo() throws Exception {
        Answer answer = send(NDJSON, line("/b", ""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/lines/0/pointer").stringValue()).isEqualTo("/customer");
    }

    @Test
    void thoseThatUseANameAreHandedOutAlone() throws Exception {
        send(
                NDJSON,
                line(" 1", ", \"terms\": [{\"clause\": \"§ 1\", \"channels\": {\"add\": [\"Technical Session\"]}}]")
                        + line(" 2", ""));

        Answer answer = send(request("/v1/contracts?format=ndjson&uses=technical%20session")
                .header("Authorization", "Bearer " + CORA.text()));

        assertThat(answer.response()
                        .body()
                        .lines()
                        .map(each -> JSON.readTree(each).get("customer").stringValue()))
                .contains(run + " 1")
                .doesNotContain(run + " 2");
    }

    @Test
    void ofLinesOfWhichSomeAreBadNoneIsStoredAndEachIsReported() throws Exception {
        Answer answer = send(
                NDJSON,
                line(" 1", "")
                        + line(" 2", "").replace("Starter", "Strater")
                        + "\n{oops\n"
                        + line(" 5", ", \"terms\": [{\"clause\": \"§ 1\", \"within\": \"soon\"}], \"zone\": \"Mars\"")
                        + "[]\n"
                        + line(" 7", ", \"version\": 3"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("contracts-refused");
        assertThat(answer.json()
                        .get("lines")
                        .valueStream()
                        .map(each -> each.get("line") + " " + each.get("code").stringValue() + " "
                                + each.path("pointer").stringValue("")))
                .containsExactlyInAnyOrder(
                        "2 unknown-plan /plan",
                        "4 malformed-json ",
                        "5 bad-zone /zone",
                        "5 bad-term /terms/0/within",
                        "6 wrong-type ",
                        "7 precondition-failed /version");
        assertThat(mine()).isEmpty();
    }

    @Test
    void rowsAreReportedByLineAndColumn() throws Exception {
        Answer answer = send(
                CSV,
                "\uFEFFCustomer;Plan;Valid from;Clause;Issue type;Within;Amount\r\n"
                        + run + " 1;Starter;2026-01-01;§ 1;Issue reports;2 hours;\r\n"
                        + run + " 1;;;§ 2;Isue reports;;\r\n"
                        + run + " 1;Small;;§ 3;;soon;many\r\n"
                        + run + " 2;;2026-13-01;;;;\r\n");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.json()
                        .get("lines")
                        .valueStream()
                        .map(each ->
                                each.get("line") + " " + each.path("column").stringValue("-") + " "
                                        + each.get("code").stringValue()))
                .containsExactlyInAnyOrder(
                        "4 plan conflict",
                        "3 issue type unknown-issue-type",
                        "4 within bad-term",
                        "4 amount wrong-type",
                        "5 plan missing-field",
                        "5 valid from bad-date");
        assertThat(mine()).isEmpty();
    }

    @Test
    void aTableWithAStrangeColumnOrBrokenLettersIsRefused() throws Exception {
        Answer column = send(CSV, "customer,plan,valid form\n" + run + ",Starter,2026-01-01\n");
        assertThat(column.json().at("/lines/0/column").stringValue()).isEqualTo("valid form");
        assertThat(column.json().at("/lines/0/detail").stringValue()).contains("valid from");

        Answer letters = send(request("/v1/contracts")
                .header("Authorization", "Bearer " + CORA.text())
                .header("Content-Type", CSV)
                .POST(BodyPublishers.ofByteArray(("customer,plan,valid from\n" + run + " Zürich,Starter,2026-01-01\n")
                        .getBytes(StandardCharsets.ISO_8859_1))));
        assertThat(letters.status()).as(letters.response().body()).isEqualTo(200);
        assertThat(letters.json().at("/warnings/0").stringValue()).contains("Windows-1252");
        Answer quote = send(CSV, "customer,plan,valid from\n" + run + ",\"Starter,2026-01-01\n");
        assertThat(quote.json().at("/lines/0/line").intValue()).isEqualTo(2);
        assertThat(send(CSV, "").json().get("stored").intValue()).isZero();
        assertThat(mine())
                .extracting(contract -> contract.get("customer").stringValue())
                .containsExactly(run + " Z\u00FCrich");
    }

    @Test
    void aTableInAnotherEncodingThanItsWordsShowIsRefusedAtTheCell() throws Exception {
        Answer answer = send(request("/v1/contracts")
                .header("Authorization", "Bearer " + CORA.text())
                .header("Content-Type", CSV)
                .POST(BodyPublishers.ofByteArray(("customer,plan,valid from,clause,issue type,amount\n" + run
                                + ",Starter,2026-01-01,Z\u0142oty 7,Issue reports,8\n")
                        .getBytes(Charset.forName("windows-1250")))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/lines/0/column").stringValue()).isEqualTo("clause");
        assertThat(answer.json().at("/lines/0/detail").stringValue()).contains("another encoding");
    }

    @Test
    void aTableIsReadAsSpreadsheetsOfAnyCountrySaveIt() throws Exception {
        Answer answer = send(CSV, """
                sep=;
                Customer;Plan;Valid from;Valid until;Clause;Scope;
                ;;;;;;
                %1$s a;Starter;01.01.2026;31/12/2026;;;
                ;;;;;;
                %1$s b;Starter;2026-01-01 00:00;;;;
                %1$s c;Starter;1/1/2026;;;;
                """.replace("Scope", "").formatted(run));

        assertThat(answer.json().path("stored").intValue())
                .as(answer.response().body())
                .isEqualTo(3);
        assertThat(mine())
                .extracting(contract -> contract.get("validFrom").stringValue())
                .containsOnly("2026-01-01");
    }

    @Test
    void whatHasTwoReadingsIsRefusedWithBothAndOnceARow() throws Exception {
        Answer answer = send(CSV, """
                customer;plan;valid from;clause;issue type;amount
                %1$s a;Starter;1/2/2026;;;
                %1$s b;Starter;2026-01-01;7;Issue reports;1.500
                %1$s c;Starter;2026-01-01;§ 4.2 Â§;;8
                """.formatted(run));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .path("lines")
                        .valueStream()
                        .map(line ->
                                line.get("line") + " " + line.path("column").asString("")))
                .containsExactly("2 valid from", "3 amount", "4 clause");
        assertThat(answer.json().at("/lines/0/detail").stringValue()).contains("2026-02-01 or 2026-01-02");
        assertThat(answer.json().at("/lines/1/detail").stringValue()).contains("1500 or 1.500");
        assertThat(answer.json().at("/lines/2/detail").stringValue()).contains("garbled");
    }

    @Test
    void aFormulaIsATextThatIsShownAndComesBack() throws Exception {
        String formula = "=HYPERLINK(\"http://example.com\",\"x\")";
        String contract = JSON.createObjectNode()
                .put("customer", "=1+1" + run)
                .put("plan", "Starter")
                .put("validFrom", "2026-01-01")
                .set(
                        "terms",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("clause", formula)
                                        .set(
                                                "allowance",
                                                JSON.createObjectNode().put("amount", 1.125))))
                .toString();
        assertThat(send(NDJSON, contract).status()).isEqualTo(200);

        String csv = file(CSV);

        assertThat(csv)
                .startsWith("\uFEFFcustomer,")
                .contains("'=1+1" + run, "\"'=HYPERLINK(")
                .doesNotContain("\n=");
        Answer again = send(CSV, csv.substring(1).replace("\"'=", "\"'="));
        assertThat(again.json().path("stored").intValue())
                .as(again.response().body())
                .isZero();
        assertThat(file(NDJSON)).contains("\"=1+1" + run);
        Answer garbled = send(
                CSV,
                new String(
                        csv.replace(formula.substring(0, 5), "\u00A7 4.2" + formula.substring(0, 5))
                                .getBytes(StandardCharsets.UTF_8),
                        Charset.forName("windows-1252")));
        assertThat(garbled.status()).isEqualTo(422);
    }

    @Test
    void aCustomerWhoComesTwiceIsRefused() throws Exception {
        Answer answer = send(NDJSON, line("", "") + line("", ""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/lines/0/line").intValue()).isEqualTo(2);
        assertThat(answer.json().at("/lines/0/code").stringValue()).isEqualTo("precondition-required");
        assertThat(mine()).isEmpty();
    }

    @Test
    void manyPagesOfContractsAreStoredAndHandedOut() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2_345; i++) {
            many.append(line(" " + i, ""));
        }

        assertThat(send(NDJSON, many.toString()).json().get("stored").intValue())
                .isEqualTo(2_345);

        assertThat(mine()).hasSize(2_345);
        HttpRequest.Builder one = request("/v1/support-matrix?customer=" + run + "%202344");
        assertThat(send(one).status()).isEqualTo(200);
    }

    @Test
    void filesNeedTheRole() throws Exception {
        assertThat(sendWithoutToken(request("/v1/contracts")).status()).isEqualTo(401);
        assertThat(send(request("/v1/contracts").header("Authorization", "Bearer " + PIA.text()))
                        .status())
                .isEqualTo(403);
        assertThat(sendWithoutToken(request("/v1/contracts")
                                .header("Content-Type", NDJSON)
                                .POST(HttpRequest.BodyPublishers.ofString(line("", ""))))
                        .status())
                .isEqualTo(401);
        assertThat(send(request("/v1/contracts?format=xlsx").header("Authorization", "Bearer " + CORA.text()))
                        .status())
                .isEqualTo(406);
    }
}
