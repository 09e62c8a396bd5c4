/**
 * Asking DNS servers: one exchange per call, with a deadline, and nothing believed that was not
 * asked for.
 */
@NullMarked
package zone.otta.ralf.dns;

import org.jspecify.annotations.NullMarked;
