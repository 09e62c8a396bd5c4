/**
 * Internal names as host overrides of OPNsense's Unbound, over its HTTPS API. Written against
 * opnsense/core as of 27.1 development (controllers, models, access lists), and Unbound 1.17.
 */
@NullMarked
package zone.otta.ralf.dns.opnsense;

import org.jspecify.annotations.NullMarked;
