/** Internal names by RFC 2136 updates, signed with TSIG (RFC 8945). */
@NullMarked
package zone.otta.ralf.dns.rfc2136;

import org.jspecify.annotations.NullMarked;
