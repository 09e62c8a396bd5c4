/** Logging in to PostgreSQL as a client would, through a tunnel. */
@NullMarked
package zone.otta.ralf.postgresql;

import org.jspecify.annotations.NullMarked;
