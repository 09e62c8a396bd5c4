package zone.otta.ralf.cli.phases;

import java.util.Objects;

/**
 * By which ways a demo's site is reached and kept.
 *
 * @param backend to the node
 * @param keeping of the service's secret
 * @param naming of its name
 */
public record Ways(Backend backend, Keeping keeping, Naming naming) {
  /** Those of a site that chooses nothing. */
  public static final Ways USUAL = new Ways(Backend.PCT, Keeping.FILE, Naming.RFC2136);

  public Ways {
    Objects.requireNonNull(backend);
    Objects.requireNonNull(keeping);
    Objects.requireNonNull(naming);
  }
}
