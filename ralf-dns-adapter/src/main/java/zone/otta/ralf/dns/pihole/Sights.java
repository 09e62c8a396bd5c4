package zone.otta.ralf.dns.pihole;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.DnsName;

/** Turns lines into observations; none counts that the Pi-hole's own DNS contradicts. */
final class Sights {
  private final OwnDns own;
  private final Findings findings;

  Sights(OwnDns own, Findings findings) {
    this.own = own;
    this.findings = findings;
  }

  Observation of(Step.Dns step, Records records, Deadline deadline) {
    return switch (step) {
      case Step.RegisterAddress s -> address(s.desired(), records, true, deadline);
      case Step.UnregisterAddress s -> address(s.address(), records, false, deadline);
      case Step.RegisterPointer s -> pointer(s.desired(), records);
      case Step.UnregisterPointer s -> pointer(s.pointer(), records);
    };
  }

  /**
   * Whether the name has the address already, by whichever single line: then nothing is written.
   */
  boolean stands(Facts.Address wanted, Records records) {
    List<HostLine> lines = records.at(wanted.name());
    return lines.size() == 1
        && !records.isAlias(wanted.name())
        && lines.get(0).ipv4().equals(Optional.of(wanted.address()));
  }

  /**
   * @param taken whether the name is to be given: then whatever else it has counts, too
   */
  private Observation address(
      Facts.Address asked, Records records, boolean taken, Deadline deadline) {
    DnsName name = asked.name();
    List<HostLine> ipv4 = records.ipv4At(name);
    boolean others = taken && records.at(name).size() > ipv4.size();
    if (records.isAlias(name) || ipv4.size() > 1 || ipv4.isEmpty() && others) {
      return new Observation.Unknown(findings.holds(name, records.about(name)));
    }
    return ipv4.isEmpty()
        ? absent(own.besidesTheList(name, taken, deadline))
        : present(asked, ipv4.get(0), deadline);
  }

  private static Observation absent(Optional<Finding> contradiction) {
    return contradiction
        .<Observation>map(Observation.Unknown::new)
        .orElseGet(Observation.Absent::new);
  }

  /** The lifetime is the server's own for all records: it counts as the wanted one. */
  private Observation present(Facts.Address asked, HostLine line, Deadline deadline) {
    var address = line.ipv4().orElseThrow();
    return own.agrees(asked.name(), address, deadline)
        .<Observation>map(Observation.Unknown::new)
        .orElseGet(
            () ->
                Observation.Present.of(
                    new Facts.Address(asked.name(), address, asked.ttlSeconds())));
  }

  private static Observation pointer(Facts.Pointer asked, Records records) {
    return records
        .pointer(asked.address())
        .flatMap(DnsName::parse)
        .<Observation>map(
            name ->
                Observation.Present.of(
                    new Facts.Pointer(asked.address(), name, asked.zone(), asked.ttlSeconds())))
        .orElseGet(Observation.Absent::new);
  }
}
