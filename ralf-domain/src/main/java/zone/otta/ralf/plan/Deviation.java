package zone.otta.ralf.plan;

import java.util.Objects;

/**
 * One thing inside a service that is not what is wanted.
 *
 * @param what a setting's name, or {@code pg_hba rule}
 * @param wanted empty if nothing is wanted there
 * @param found empty if nothing is there
 * @param by the file whose line decides; empty if it is none in particular
 * @param ours whether RALF may undo it; a line in somebody's own file it does not touch
 */
public record Deviation(String what, String wanted, String found, String by, boolean ours) {
  public Deviation {
    Objects.requireNonNull(what);
    Objects.requireNonNull(wanted);
    Objects.requireNonNull(found);
    Objects.requireNonNull(by);
  }
}
