package zone.otta.ralf.lab.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;
import zone.otta.ralf.lab.machine.LabNet;

/**
 * The site's name server: authoritative for two zones, with signed RFC 2136 updates, over UDP and
 * TCP.
 */
public final class LabDns implements AutoCloseable {
  public static final String KEY_NAME = "ralf.";
  public static final String ALGORITHM = "hmac-sha256";

  /** A host that is registered from the beginning. */
  public record Host(String name, String card) {}

  private final Zones zones = new Zones();
  private final DnsSockets sockets;

  /** Listens on a free port, the same for both transports. */
  public LabDns(
      LabNet net, String card, String zone, String reverseZone, List<Host> hosts, byte[] secret)
      throws IOException {
    var responder = new Responder(zones, Name.fromString(KEY_NAME), secret);
    fill(zone, reverseZone, hosts);
    sockets = new DnsSockets(net.bindAddress(card), "lab dns", responder::answer);
  }

  private void fill(String zone, String reverseZone, List<Host> hosts) throws IOException {
    Name forward = Name.fromString(zone + ".");
    Name reverse = Name.fromString(reverseZone + ".");
    zones.add(forward, hosts.stream().map(h -> address(h, forward)).toList());
    zones.add(reverse, hosts.stream().map(h -> pointer(h, forward)).toList());
  }

  private static Record address(Host host, Name zone) {
    try {
      return new ARecord(
          Name.fromString(host.name(), zone), DClass.IN, 3600, InetAddress.getByName(host.card()));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a host: " + host, e);
    }
  }

  private static Record pointer(Host host, Name zone) {
    try {
      return new PTRRecord(
          ReverseMap.fromAddress(host.card()), DClass.IN, 3600, Name.fromString(host.name(), zone));
    } catch (TextParseException | java.net.UnknownHostException e) {
      throw new IllegalArgumentException("not a host: " + host, e);
    }
  }

  public int port() {
    return sockets.port();
  }

  /** Zone content in a stable order, one record a line, without serial numbers. */
  public List<String> records() {
    return zones.records().stream()
        .map(r -> r.toString().replaceAll("\\s+", " "))
        .sorted()
        .toList();
  }

  @Override
  public void close() throws IOException {
    sockets.close();
  }
}
