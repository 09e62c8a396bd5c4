package zone.otta.ralf.dns.opnsense;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns.Change;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;

/**
 * Decides what a change comes to. OPNsense binds no write to a condition, so what was observed is
 * compared here with what is saved now, right before it is written.
 */
final class Moves {
  private final Inventory saved;
  private final LocalData data;
  private final boolean lifetimes;

  Moves(Inventory saved, LocalData data, boolean lifetimes) {
    this.saved = saved;
    this.data = data;
    this.lifetimes = lifetimes;
  }

  /**
   * @param observed the entry this object saw as ours when it last looked at the step
   * @throws PortException if it cannot be done
   */
  Move of(Change change, Optional<HostOverride> observed, Deadline deadline) {
    Optional<HostOverride> ours =
        observed.filter(
            o -> o.mark().filter(m -> m.service().equals(change.mark().service())).isPresent());
    return switch (change.step()) {
      case Step.RegisterAddress s -> register(s.desired(), change.mark(), ours, deadline);
      case Step.UnregisterAddress s -> unregister(s.address(), ours);
      case Step.RegisterPointer s -> throw new IllegalStateException("pointers make themselves");
      case Step.UnregisterPointer s -> throw new IllegalStateException("pointers make themselves");
    };
  }

  private Move register(
      Facts.Address wanted, Mark mark, Optional<HostOverride> ours, Deadline deadline) {
    List<HostOverride> addresses = saved.addresses(wanted.name());
    if (addresses.size() == 1 && asWanted(addresses.get(0), wanted, mark, lifetimes)) {
      return new Move.Kept(wanted, mark);
    }
    requireNoneInTheWay(wanted.name());
    if (addresses.isEmpty()) {
      requireUnanswered(wanted.name(), deadline);
    } else if (!addresses.equals(ours.stream().toList())) {
      throw Findings.changed(wanted.name(), addresses);
    }
    return new Move.Written(wanted, mark);
  }

  private Move unregister(Facts.Address unwanted, Optional<HostOverride> ours) {
    List<HostOverride> addresses = saved.addresses(unwanted.name());
    if (ours.isEmpty() || !addresses.equals(List.of(ours.get()))) {
      throw Findings.changed(unwanted.name(), addresses);
    }
    List<HostAlias> hung = saved.aliases(ours.get());
    if (!hung.isEmpty()) {
      throw Findings.conflict(Findings.hung(unwanted.name(), hung));
    }
    return new Move.Deleted(unwanted, ours.get().id());
  }

  /** Whether an entry is the one that writing it would make. */
  static boolean asWanted(HostOverride entry, Facts.Address wanted, Mark mark, boolean lifetimes) {
    return entry.enabled()
        && entry.mark().equals(Optional.of(mark))
        && entry.address().equals(Optional.of(wanted.address()))
        && (!lifetimes || entry.ttl().orElse(Sights.USUAL_TTL) == wanted.ttlSeconds());
  }

  private void requireNoneInTheWay(DnsName name) {
    List<HostAlias> aliases = saved.aliases(name);
    if (!aliases.isEmpty()) {
      throw Findings.conflict(Findings.alias(name, aliases));
    }
    Optional<HostOverride> wildcard = saved.wildcard(name);
    if (wildcard.isPresent()) {
      throw Findings.conflict(Findings.wildcard(name, wildcard.get()));
    }
    List<HostOverride> all = saved.of(name);
    if (saved.addresses(name).isEmpty() && !all.isEmpty()) {
      throw Findings.conflict(Findings.holds(name, all));
    }
  }

  /** What is no override shows by DNS only. */
  private void requireUnanswered(DnsName name, Deadline deadline) {
    switch (data.internal(name, deadline)) {
      case LocalData.Answer.Nothing n -> {}
      case LocalData.Answer.Addresses a ->
          throw Findings.conflict(Findings.answered(name, a.addresses()));
      case LocalData.Answer.Unclear u -> throw Findings.unclear(u.why());
    }
  }
}
