/**
 * What every adapter over HTTPS shares: which server is believed, and a client without surprises.
 */
@NullMarked
package zone.otta.ralf.http;

import org.jspecify.annotations.NullMarked;
