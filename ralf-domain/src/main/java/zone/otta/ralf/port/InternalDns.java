package zone.otta.ralf.port;

import java.util.List;
import java.util.Objects;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * The homelab's own names. Rules: docs/contracts/internal-dns.md. Every call ends within 15 s, a
 * batch of changes within 15 s and 1 s more for each. An answer counts only when it is
 * authoritative (observe) or verified (apply).
 */
public interface InternalDns extends AutoCloseable {
  /** One record to be made or taken away, and whose it is. */
  record Change(Step.Dns step, Mark mark) {
    public Change {
      Objects.requireNonNull(step);
      Objects.requireNonNull(mark);
    }
  }

  /** What this way of keeping names can do; the same for the whole life of the object. */
  DnsAbilities abilities();

  /**
   * In the order of the steps. A name that holds other records (CNAME, another address) is Present
   * with the facts that were seen, or Unknown with a finding that names them; only NXDOMAIN or an
   * empty authoritative answer is Absent.
   */
  List<Observation> observe(List<Step.Dns> steps);

  /**
   * Carries the changes out in their order: creates each record if its name is free, or replaces
   * the record that was observed as ours. What is as wanted is not written again. Where the server
   * must be told to use what was written, it is told once, for all of them.
   *
   * @throws PortException at the first change that cannot be done; those before it stand, those
   *     after it were not begun. {@code CONFLICT} if a name is taken meanwhile, {@code REFUSED} if
   *     the server does not let us, {@code UNREACHABLE} if no verified answer came: observe before
   *     acting again
   */
  void apply(List<Change> changes);

  /** As {@link #apply(List)}, a single one. */
  default void apply(Step.Dns step, Mark mark) {
    apply(List.of(new Change(step, mark)));
  }

  /**
   * Proves as far as it can be without a change that {@link #apply} would be let in: that the
   * server takes changes of this zone from us, at this time. Rights on single names are not proven.
   *
   * @throws PortException {@code REFUSED} if not, {@code UNREACHABLE} if no verified answer came
   */
  default void rehearse() {}

  /** Asks each of the site's resolvers as any client would, in the order of the site. */
  List<Resolution> resolve(DnsName name);

  /**
   * The names that lead to an address, or that the address leads to, as far as the servers know: to
   * see who uses it already. A name that RALF cannot write ({@code *.lab}) is none.
   *
   * @throws PortException if they cannot be asked
   */
  List<NameHolder> holders(Ipv4Address address);

  /** All addresses of the zone that carry a mark, if the server shows its whole zone. */
  MarkedNames marked();

  /**
   * What a person should know of the changes so far and what is no failure: a secondary that is
   * behind, a serial that did not move.
   */
  default List<Finding> remarks() {
    return List.of();
  }

  @Override
  void close();
}
