package zone.otta.ralf.port;

import java.util.Objects;

/**
 * What a way of keeping names can do.
 *
 * @param marks records carry a mark; without one, a record's owner is unknown, and an equal record
 *     is taken for ours
 * @param lifetimes records have a lifetime of their own; without, every lifetime is as wanted
 * @param pointers who makes the PTR record
 * @param conditional a change is bound to what was observed by the server itself, in one act;
 *     without, RALF looks before and after it writes
 */
public record DnsAbilities(
    boolean marks, boolean lifetimes, Pointers pointers, boolean conditional) {
  /** Who makes the PTR record of an address. */
  public enum Pointers {
    /** RALF, as a record of its own. */
    OWN,
    /** The server, from the address record. */
    AUTOMATIC,
    /** Nobody here. */
    NONE
  }

  public DnsAbilities {
    Objects.requireNonNull(pointers);
  }
}
