/** Secrets from environment variables. */
@NullMarked
package zone.otta.ralf.secrets.env;

import org.jspecify.annotations.NullMarked;
