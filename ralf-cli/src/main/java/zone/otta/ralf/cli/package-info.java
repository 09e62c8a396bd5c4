/** The program: which command was asked for, and how it ended. */
@NullMarked
package zone.otta.ralf.cli;

import org.jspecify.annotations.NullMarked;
