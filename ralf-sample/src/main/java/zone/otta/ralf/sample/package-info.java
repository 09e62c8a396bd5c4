/** A service beside RALF that works with its memory. */
@NullMarked
package zone.otta.ralf.sample;

import org.jspecify.annotations.NullMarked;
