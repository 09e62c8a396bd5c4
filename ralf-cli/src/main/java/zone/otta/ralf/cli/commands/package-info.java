/** One class per command: reads its options, lets the phases work, prints what came of it. */
@NullMarked
package zone.otta.ralf.cli.commands;

import org.jspecify.annotations.NullMarked;
