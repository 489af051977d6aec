/** What all HTTP handlers share: problems of RFC 9457, fields of requests, patches, caching, answers. */
@NullMarked
package support.entitlement.web.http;

import org.jspecify.annotations.NullMarked;
