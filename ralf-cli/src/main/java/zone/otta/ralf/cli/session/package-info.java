/** One call of the program: its surroundings, its options, its language, where its files are. */
@NullMarked
package zone.otta.ralf.cli.session;

import org.jspecify.annotations.NullMarked;
