package support.entitlement.security.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** The metadata that an issuer publishes about itself. */
record IssuerDescription(Map<String, Object> members) {

    /**
     * Reads the metadata from the addresses that OpenID Connect and RFC 8414 define.
     *
     * @throws IOException if the issuer does not answer, or describes another issuer
     */
    static IssuerDescription fetch(String issuer, ResourceRetriever retriever) throws IOException, ParseException {
        URI address = URI.create(issuer);
        String path = address.getRawPath().replaceFirst("/$", "");
        IOException missing = new FileNotFoundException("There is no description of the issuer.");
        for (String place : List.of(
                path + "/.well-known/openid-configuration",
                "/.well-known/openid-configuration" + path,
                "/.well-known/oauth-authorization-server" + path)) {
            try {
                return parse(
                        retriever
                                .retrieveResource(address.resolve(place).toURL())
                                .getContent(),
                        issuer);
            } catch (FileNotFoundException e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }

    private static IssuerDescription parse(String text, String issuer) throws IOException, ParseException {
        Map<String, Object> members = JSONObjectUtils.parse(text);
        if (!issuer.equals(members.get("issuer"))) {
            throw new IOException("The description is of another issuer.");
        }
        return new IssuerDescription(members);
    }

    /**
     * Returns an address of the issuer.
     *
     * @throws IOException if the description does not name it
     */
    URI address(String member) throws IOException, ParseException {
        URI address = JSONObjectUtils.getURI(members, member);
        if (address == null) {
            throw new IOException("The description names no " + member + ".");
        }
        return address;
    }
}
