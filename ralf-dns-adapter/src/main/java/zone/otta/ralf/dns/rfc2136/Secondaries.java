package zone.otta.ralf.dns.rfc2136;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Serial;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.dns.Resolvers;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;

/**
 * Those who copy a zone: its name servers other than the primary, and each of the site's resolvers
 * that speaks of the zone with authority. They are given a moment to follow.
 */
final class Secondaries {
  private static final Duration MOMENT = Duration.ofSeconds(3);
  private static final Duration EACH = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 200;
  private static final int MOST = 8;

  private final DnsEndpoint.Rfc2136 endpoint;
  private final boolean lab;
  private final Primary primary;
  private final Resolvers resolvers;
  private final int port;

  /**
   * @param port where name servers of a zone answer: 53
   */
  Secondaries(
      DnsEndpoint.Rfc2136 endpoint, boolean lab, Primary primary, Resolvers resolvers, int port) {
    this.endpoint = endpoint;
    this.lab = lab;
    this.primary = primary;
    this.resolvers = resolvers;
    this.port = port;
  }

  /**
   * One of them.
   *
   * @param name what it is called
   * @param proven a name server of the zone, not only somebody who may copy it
   */
  private record Secondary(String name, DnsEndpoint.Server at, boolean proven) {
    @Override
    public String toString() {
      return name.equals(at.toString()) ? name : name + " (" + at + ")";
    }
  }

  /** A warning for each that does not have this version of the zone in time. */
  List<Finding> behind(SOARecord soa) {
    Deadline deadline = Deadline.after(MOMENT);
    var all = new ArrayList<Secondary>(nameServers(soa, deadline));
    endpoint.resolvers().stream()
        .filter(r -> !r.equals(endpoint.primary()))
        .filter(r -> all.stream().noneMatch(s -> s.at().equals(r)))
        .map(r -> new Secondary(r.toString(), r, false))
        .forEach(all::add);
    return together(
        all.stream()
            .limit(MOST)
            .map(s -> (Callable<Optional<Finding>>) () -> behind(s, soa, deadline))
            .toList());
  }

  private List<Secondary> nameServers(SOARecord soa, Deadline deadline) {
    Name zone = soa.getName();
    return read(zone, Type.NS, zone, deadline).stream()
        .map(r -> ((NSRecord) r).getTarget())
        .filter(name -> !name.equals(soa.getHost()))
        .flatMap(name -> addresses(name, zone, deadline).stream().map(a -> at(name, a)))
        .filter(s -> !s.at().host().equals(endpoint.primary().host()))
        .toList();
  }

  private Secondary at(Name name, String address) {
    return new Secondary(name.toString(), new DnsEndpoint.Server(address, port), true);
  }

  private List<String> addresses(Name name, Name zone, Deadline deadline) {
    if (name.subdomain(zone)) {
      return read(name, Type.A, zone, deadline).stream()
          .filter(ARecord.class::isInstance)
          .map(Record::rdataToString)
          .toList();
    }
    return Names.from(name).stream()
        .flatMap(n -> resolvers.firstAddresses(n, deadline).stream())
        .map(Object::toString)
        .toList();
  }

  private List<Record> read(Name name, int type, Name zone, Deadline deadline) {
    try {
      return primary.read(name, type, zone, deadline) instanceof Reading.Records r
          ? r.set()
          : List.of();
    } catch (PortException e) {
      return List.of();
    }
  }

  private static List<Finding> together(List<Callable<Optional<Finding>>> tasks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var findings = new ArrayList<Finding>();
      for (Future<Optional<Finding>> task : threads.invokeAll(tasks)) {
        task.get().ifPresent(findings::add);
      }
      return findings;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Optional<Finding> behind(Secondary secondary, SOARecord soa, Deadline deadline)
      throws InterruptedException {
    Optional<Long> serial = serial(secondary, soa.getName(), deadline);
    if (serial.isEmpty() && !secondary.proven()) {
      return Optional.empty();
    }
    while (!follows(serial, soa) && !deadline.passed()) {
      Thread.sleep(PAUSE_MILLIS);
      Optional<Long> last = serial;
      serial = serial(secondary, soa.getName(), deadline).or(() -> last);
    }
    return follows(serial, soa) ? Optional.empty() : Optional.of(warning(secondary, soa, serial));
  }

  private static boolean follows(Optional<Long> serial, SOARecord soa) {
    return serial.filter(s -> Serial.compare(s, soa.getSerial()) >= 0).isPresent();
  }

  /** Empty: no answer with authority. */
  private Optional<Long> serial(Secondary secondary, Name zone, Deadline deadline) {
    Primary there = new Primary(new DnsServer(secondary.at(), lab));
    try {
      return there.read(zone, Type.SOA, zone, deadline.within(EACH)) instanceof Reading.Records r
          ? Optional.of(((SOARecord) r.set().get(0)).getSerial())
          : Optional.empty();
    } catch (PortException e) {
      return Optional.empty();
    }
  }

  private static Finding warning(Secondary secondary, SOARecord soa, Optional<Long> serial) {
    String zone = soa.getName().toString();
    String wanted = Long.toString(soa.getSerial());
    return Finding.warning(
            "RALF-W056",
            Text.of(
                serial
                        .map(s -> secondary + " still has " + zone + " with serial " + s)
                        .orElse(secondary + " does not answer with authority for " + zone)
                    + "; the primary has serial "
                    + wanted,
                serial
                        .map(s -> secondary + " hat " + zone + " noch mit der Seriennummer " + s)
                        .orElse(secondary + " antwortet nicht mit Zuständigkeit für " + zone)
                    + "; der Primary hat die Seriennummer "
                    + wanted))
        .help(
            Text.of(
                "who asks it sees the former names for a while; if it stays so, look at notify and"
                    + " transfer between the two",
                "Wer ihn fragt, sieht eine Weile noch die vorigen Namen; bleibt es so, notify und"
                    + " Übertragung zwischen beiden ansehen"));
  }
}
