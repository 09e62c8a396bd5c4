package zone.otta.ralf.dns.opnsense;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.site.DnsName;

/**
 * Makes observations of what is saved and what is answered. Whose an entry is, the list says; what
 * is in effect, only Unbound itself: between saving and applying the two differ.
 */
final class Sights {
  /** Of local data that is given none (unbound.conf(5), local-data). */
  static final int USUAL_TTL = 3600;

  private final LocalData data;
  private final boolean lifetimes;

  /**
   * @param lifetimes whether entries have one; without, each is as wanted
   */
  Sights(LocalData data, boolean lifetimes) {
    this.data = data;
    this.lifetimes = lifetimes;
  }

  /** For who wants to have it. */
  Sight wanted(Facts.Address wanted, Inventory saved, Deadline deadline) {
    Optional<Sight> entry = entry(wanted, saved, false, deadline);
    if (entry.isPresent()) {
      return entry.get();
    }
    List<HostOverride> others = saved.of(wanted.name());
    if (!others.isEmpty()) {
      return Sight.unknown(Findings.holds(wanted.name(), others));
    }
    Optional<HostOverride> wildcard = saved.wildcard(wanted.name());
    if (wildcard.isPresent()) {
      return Sight.unknown(Findings.wildcard(wanted.name(), wildcard.get()));
    }
    return switch (data.internal(wanted.name(), deadline)) {
      case LocalData.Answer.Nothing n -> Sight.absent();
      case LocalData.Answer.Unclear u -> Sight.unknown(u.why());
      case LocalData.Answer.Addresses a ->
          a.addresses().size() == 1
              ? Sight.foreign(facts(wanted, a))
              : Sight.unknown(Findings.several(wanted.name(), a.addresses()));
    };
  }

  /** For who wants it gone: whatever else the name has is not his business. */
  Sight unwanted(Facts.Address wanted, Inventory saved, Deadline deadline) {
    Optional<Sight> entry = entry(wanted, saved, true, deadline);
    if (entry.isPresent()) {
      return entry.get();
    }
    return switch (data.own(wanted.name(), deadline)) {
      case LocalData.Answer.Nothing n -> Sight.absent();
      case LocalData.Answer.Unclear u -> Sight.unknown(u.why());
      case LocalData.Answer.Addresses a ->
          saved.wildcard(wanted.name()).isPresent()
              ? Sight.absent()
              : Sight.unknown(Findings.answered(wanted.name(), a.addresses()));
    };
  }

  /** Empty if the name has neither an address nor an alias. */
  private Optional<Sight> entry(
      Facts.Address wanted, Inventory saved, boolean removal, Deadline deadline) {
    List<HostAlias> aliases = saved.aliases(wanted.name());
    List<HostOverride> addresses = saved.addresses(wanted.name());
    if (addresses.size() > 1) {
      return Optional.of(Sight.unknown(Findings.holds(wanted.name(), addresses)));
    }
    if (!aliases.isEmpty() && !(removal && addresses.isEmpty())) {
      return Optional.of(Sight.unknown(Findings.alias(wanted.name(), aliases)));
    }
    return addresses.stream().findFirst().map(e -> entry(wanted, e, removal, deadline));
  }

  private Sight entry(
      Facts.Address wanted, HostOverride entry, boolean removal, Deadline deadline) {
    Optional<Mark> mark = entry.mark();
    if (mark.isEmpty() && !entry.enabled()) {
      return Sight.unknown(Findings.holds(wanted.name(), List.of(entry)));
    }
    Optional<HostOverride> ours = mark.map(m -> entry);
    Observation effect =
        switch (data.own(wanted.name(), deadline)) {
          case LocalData.Answer.Unclear u -> new Observation.Unknown(u.why());
          case LocalData.Answer.Addresses a ->
              a.addresses().size() == 1
                  ? new Observation.Present(facts(wanted, a), mark)
                  : new Observation.Unknown(Findings.several(wanted.name(), a.addresses()));
          // Saved, but switched off or not applied yet: the name is taken, and has no effect.
          case LocalData.Answer.Nothing n ->
              removal || mark.isEmpty() ? saved(wanted, entry, mark) : new Observation.Absent();
        };
    return new Sight(effect, ours);
  }

  private Observation saved(Facts.Address wanted, HostOverride entry, Optional<Mark> mark) {
    return entry
        .address()
        .<Observation>map(
            address ->
                new Observation.Present(
                    new Facts.Address(wanted.name(), address, seconds(wanted, entry)), mark))
        .orElseGet(() -> new Observation.Unknown(Findings.holds(wanted.name(), List.of(entry))));
  }

  private int seconds(Facts.Address wanted, HostOverride entry) {
    return lifetimes ? entry.ttl().orElse(USUAL_TTL) : wanted.ttlSeconds();
  }

  private Facts.Address facts(Facts.Address wanted, LocalData.Answer.Addresses seen) {
    return new Facts.Address(
        wanted.name(),
        seen.addresses().get(0),
        lifetimes ? seen.ttlSeconds() : wanted.ttlSeconds());
  }

  /** Whether exactly this is answered. */
  boolean inEffect(Facts.Address wanted, Deadline deadline) {
    return data.own(wanted.name(), deadline) instanceof LocalData.Answer.Addresses a
        && a.addresses().size() == 1
        && facts(wanted, a).equals(wanted);
  }

  /** Whether the address is answered no more, or only for the whole domain. */
  boolean gone(Facts.Address unwanted, Inventory saved, Deadline deadline) {
    return saved.wildcard(unwanted.name()).isPresent()
        || data.own(unwanted.name(), deadline) instanceof LocalData.Answer.Nothing;
  }

  /** What is answered, for messages. */
  String shown(DnsName name, Deadline deadline) {
    return switch (data.own(name, deadline)) {
      case LocalData.Answer.Addresses a -> a.ttlSeconds() + " A " + a.addresses();
      case LocalData.Answer.Nothing n -> "-";
      case LocalData.Answer.Unclear u -> u.why().summary().en();
    };
  }
}
