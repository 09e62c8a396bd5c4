/** The five phases as the commands walk them: judging, planning, approving, running, smoke test. */
@NullMarked
package zone.otta.ralf.cli.phases;

import org.jspecify.annotations.NullMarked;
