package support.entitlement.web.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import support.entitlement.web.release.upload.UploadReception;
import tools.jackson.core.JacksonException;

/** The limits of an upload that is checked or published. */
@DirtiesContext
class UploadLimitsTest extends ApiTest {

    private static final AccessToken ANALYST = AccessToken.generateToken();
    private static final String BOUNDARY = "a-boundary-that-nothing-holds";
    private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;
    private static final String JSON_TYPE = "application/json";
    private static final int MEBIBYTE = 1 << 20;
    private static final String LONG_NAME = "長".repeat(93);

    @Autowired
    private UploadReception uploads;

    @DynamicPropertySource
    static void acceptAToken(DynamicPropertyRegistry properties) {
        accept(properties, 0, "ana", ANALYST, "analyst");
    }

    private Answer check(String type, String body) throws Exception {
        return send(request(type, body).header("Authorization", "Bearer " + ANALYST.text()));
    }

    private HttpRequest.Builder request(String type, String body) {
        return request("/v1/policy/check")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private static String document(int files) {
        return IntStream.range(0, files)
                .mapToObj(number -> "\"table-" + number + ".csv\": \"\"")
                .collect(Collectors.joining(",", "{\"tables\": {", "}}"));
    }

    private static String form(int files) {
        return IntStream.range(0, files)
                .mapToObj(number -> part(number + LONG_NAME + ".csv", "a,b"))
                .collect(Collectors.joining("", "", "--" + BOUNDARY + "--\r\n"));
    }

    private static String part(String file, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"table\"; filename=\"" + file + "\"\r\n"
                + "Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\r\n" + content
                + "\r\n";
    }

    @Test
    void twoHundredFilesMayBeSent() throws Exception {
        assertThat(check(JSON_TYPE, document(200)).status()).isEqualTo(200);
        Answer form = check(FORM, form(200));

        assertThat(form.status()).as(form.response().body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 600, 5_000})
    void moreFilesAreTooMany(int files) throws Exception {
        for (Answer answer : new Answer[] {check(JSON_TYPE, document(files)), check(FORM, form(files))}) {
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("too-many-files");
            assertThat(answer.json().get("detail").stringValue()).contains("200");
        }
    }

    @Test
    void moreFilesToBeRemovedAreTooMany() throws Exception {
        String names = "\"plans.csv\",".repeat(200) + "\"plans.csv\"";

        Answer answer = check(JSON_TYPE, "{\"removed\": [" + names + "]}");

        assertThat(answer.json().get("code").stringValue()).isEqualTo("too-many-files");
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/removed");
    }

    @Test
    void sixteenMebibytesMayBeSent() throws Exception {
        String begin = "{\"tables\": {\"plans.csv\": \"";
        String document = begin + " ".repeat(16 * MEBIBYTE - begin.length() - 3) + "\"}}";
        assertThat(document).hasSize(16 * MEBIBYTE);
        assertThat(check(JSON_TYPE, document).status()).isEqualTo(200);
    }

    @Test
    void moreBytesAreTooLarge() throws Exception {
        String begin = "{\"tables\": {\"plans.csv\": \"";
        String half = part("plans.csv", "x".repeat(8 * MEBIBYTE));
        for (Answer answer : new Answer[] {
            check(JSON_TYPE, begin + " ".repeat(16 * MEBIBYTE - begin.length() - 2) + "\"}}"),
            check(FORM, half + half.replace("plans", "other") + "--" + BOUNDARY + "--\r\n"),
            check(FORM, part("plans.csv", "x".repeat(17 * MEBIBYTE)) + "--" + BOUNDARY + "--\r\n")
        }) {
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(413);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("body-too-large");
            assertThat(answer.json().get("detail").stringValue())
                    .contains("16777216 bytes")
                    .doesNotContain("ndjson");
        }
    }

    @Test
    void aFormWithoutABoundaryOrAnEndIsNotUnderstood() throws Exception {
        for (Answer answer :
                new Answer[] {check("multipart/form-data", form(1)), check(FORM, part("plans.csv", "x"))}) {
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("malformed-request");
        }
    }

    @Test
    void whatAStrangerSendsIsNotEvenRead() throws Exception {
        Answer answer = sendWithoutToken(request(FORM, form(201)));
        Answer malformed = sendWithoutToken(request("multipart/form-data", "--nothing"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(malformed.status()).isEqualTo(401);
    }

    /** The text of the caller is sound, so that it must not be blamed. */
    @Test
    void jsonThatTheServiceItselfFailsToReadIsNoFaultOfTheUpload() {
        MockHttpServletRequest upload = new MockHttpServletRequest("POST", "/v1/policy/check");
        upload.setContentType(JSON_TYPE);
        upload.setContent(document(1).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> uploads.receiveUpload(upload, tables -> JSON.readTree("{")))
                .isInstanceOf(JacksonException.class);
    }
}
