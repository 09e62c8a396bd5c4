package zone.otta.ralf.port;

import java.util.List;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * The homelab's own names. Rules: docs/contracts/internal-dns.md. Every call ends within 15 s. An
 * answer counts only when it is authoritative (observe) or verified (apply).
 */
public interface InternalDns extends AutoCloseable {
  /**
   * In the order of the steps. A name that holds other records (CNAME, another address) is Present
   * with the facts that were seen, or Unknown with a finding that names them; only NXDOMAIN or an
   * empty authoritative answer is Absent.
   */
  List<Observation> observe(List<Step.Dns> steps);

  /**
   * Creates the record if the name is free, or replaces the record that was observed as ours.
   *
   * @throws PortException {@code CONFLICT} if the name is taken meanwhile, {@code REFUSED} if the
   *     server does not let us, {@code UNREACHABLE} if no verified answer came: observe before
   *     acting again
   */
  void apply(Step.Dns step, Mark mark);

  /**
   * Whether records made through this adapter carry a mark; without one, a record's owner is
   * unknown.
   */
  default boolean carriesMarks() {
    return true;
  }

  /**
   * Proves as far as it can be without a change that {@link #apply} would be let in: that the
   * server takes changes of this zone under our key, at this time. Rights on single names are not
   * proven.
   *
   * @throws PortException {@code REFUSED} if not, {@code UNREACHABLE} if no verified answer came
   */
  default void rehearse() {}

  /** Asks the site's resolver as any client would; empty: the name does not exist there. */
  List<Ipv4Address> resolve(DnsName name);

  @Override
  void close();
}
