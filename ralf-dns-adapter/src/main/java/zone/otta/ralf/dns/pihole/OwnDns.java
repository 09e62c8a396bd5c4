package zone.otta.ralf.dns.pihole;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.Resolver;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * What the Pi-hole itself answers by DNS: its list is only a setting. A moment is granted in which
 * a changed list is read.
 */
final class OwnDns {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Resolver server;
  private final Patience patience;
  private final Findings findings;

  OwnDns(Resolver server, Patience patience, Findings findings) {
    this.server = server;
    this.patience = patience;
    this.findings = findings;
  }

  /** Empty: the list knows no address, and the server gives none of the homelab's. */
  Optional<Finding> besidesTheList(DnsName name, boolean forwardedToo, Deadline deadline) {
    return switch (server.resolve(name, deadline)) {
      case Resolution.NoSuchName none -> Optional.empty();
      case Resolution.Silent silent -> Optional.of(silent.why());
      case Resolution.Answered a -> {
        boolean foreign =
            a.authoritative() || forwardedToo && a.addresses().stream().anyMatch(OwnDns::isPrivate);
        yield foreign
            ? Optional.of(findings.fromElsewhere(name, a.addresses().toString()))
            : Optional.empty();
      }
    };
  }

  /** RFC 1918: an address that somebody inside gave. */
  private static boolean isPrivate(Ipv4Address a) {
    return a.octet(1) == 10
        || a.octet(1) == 172 && a.octet(2) >> 4 == 1
        || a.octet(1) == 192 && a.octet(2) == 168;
  }

  /** Empty: the server says what the list says. */
  Optional<Finding> agrees(DnsName name, Ipv4Address address, Deadline deadline) {
    Resolution said = server.resolve(name, deadline);
    if (isJust(said, address)) {
      return Optional.empty();
    }
    return Optional.of(
        said instanceof Resolution.Silent silent
            ? silent.why()
            : findings.notServed(name, address.toString(), text(said)));
  }

  private static boolean isJust(Resolution said, Ipv4Address address) {
    return said instanceof Resolution.Answered a && a.addresses().equals(List.of(address));
  }

  /**
   * Waits until the server gives the address.
   *
   * @throws PortException if it does not within a moment
   */
  void awaitServed(DnsName name, Ipv4Address address, Deadline deadline) {
    await(name, said -> isJust(said, address), address.toString(), deadline);
  }

  /**
   * Waits until the server no longer gives the address.
   *
   * @throws PortException if it still does after a moment
   */
  void awaitGone(DnsName name, Ipv4Address address, Deadline deadline) {
    await(
        name,
        said ->
            said instanceof Resolution.NoSuchName
                || said instanceof Resolution.Answered a && !a.addresses().contains(address),
        "-",
        deadline);
  }

  private void await(DnsName name, Predicate<Resolution> right, String wanted, Deadline deadline) {
    Deadline moment = deadline.within(patience.moment());
    Resolution said = server.resolve(name, deadline);
    // Silent, too: with dns.hostsLocal set, the server starts anew after each change.
    while (!right.test(said) && !moment.passed()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      said = server.resolve(name, deadline);
    }
    if (said instanceof Resolution.Silent silent) {
      throw Findings.failed(Fault.UNREACHABLE, silent.why());
    }
    if (!right.test(said)) {
      throw Findings.failed(Fault.NOT_UNDERSTOOD, findings.notServed(name, wanted, text(said)));
    }
  }

  private static Text text(Resolution said) {
    return switch (said) {
      case Resolution.Answered a -> Text.same(a.addresses().toString());
      case Resolution.NoSuchName n -> Text.of("no such name", "kein solcher Name");
      case Resolution.Silent s -> s.why().summary();
    };
  }
}
