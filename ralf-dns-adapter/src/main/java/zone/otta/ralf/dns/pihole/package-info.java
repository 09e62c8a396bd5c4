/**
 * Internal names as local DNS records of a Pi-hole, version 6, over its API (read in the sources of
 * FTL 6.4).
 */
@NullMarked
package zone.otta.ralf.dns.pihole;

import org.jspecify.annotations.NullMarked;
