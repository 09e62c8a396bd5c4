package zone.otta.ralf.dns.rfc2136;

import java.util.List;
import org.xbill.DNS.Record;
import zone.otta.ralf.diagnostics.Finding;

/** What the primary says about one name and type. */
sealed interface Reading {
  /**
   * Proven: no record of this type.
   *
   * @param nameExists the name is there with other records, or has names below it
   */
  record Nothing(boolean nameExists) implements Reading {}

  /** The whole set, never empty. */
  record Records(List<Record> set) implements Reading {}

  /**
   * Something from which neither of the two follows.
   *
   * @param alias the primary says with authority that the name leads elsewhere
   */
  record Unclear(Finding why, boolean alias) implements Reading {}

  /** Whether the primary says with authority that there is something. */
  default boolean something() {
    return this instanceof Records || this instanceof Unclear u && u.alias();
  }
}
