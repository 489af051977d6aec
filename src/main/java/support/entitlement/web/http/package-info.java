/** Shared parts of all HTTP handlers: RFC 9457 problems, fields of requests, patches, caching, answers. */
@NullMarked
package support.entitlement.web.http;

import org.jspecify.annotations.NullMarked;
