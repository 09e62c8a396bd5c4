/** Secrets from files that only their owner can read. */
@NullMarked
package zone.otta.ralf.secrets.file;

import org.jspecify.annotations.NullMarked;
