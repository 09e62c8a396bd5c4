package zone.otta.ralf.lab.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private static final int CLIENT_MILLIS = 10_000;

  /** A host that is registered from the beginning. */
  public record Host(String name, String card) {}

  private final Zones zones = new Zones();
  private final Responder responder;
  private final ServerSocket tcp;
  private final DatagramSocket udp;

  /** Listens on a free port, the same for both transports. */
  public LabDns(
      LabNet net, String card, String zone, String reverseZone, List<Host> hosts, byte[] secret)
      throws IOException {
    responder = new Responder(zones, Name.fromString(KEY_NAME), secret);
    fill(zone, reverseZone, hosts);
    InetAddress at = net.bindAddress(card);
    ServerSocket stream = new ServerSocket(0, 50, at);
    DatagramSocket datagrams = null;
    for (int attempt = 0; datagrams == null; attempt++) {
      try {
        datagrams = new DatagramSocket(stream.getLocalPort(), at);
      } catch (BindException taken) {
        stream.close();
        if (attempt == 20) {
          throw taken;
        }
        stream = new ServerSocket(0, 50, at);
      }
    }
    tcp = stream;
    udp = datagrams;
    Thread.ofPlatform().daemon().name("lab dns udp").start(this::datagrams);
    Thread.ofPlatform().daemon().name("lab dns tcp").start(this::connections);
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
    return udp.getLocalPort();
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
    udp.close();
    tcp.close();
  }

  private void datagrams() {
    byte[] buffer = new byte[65535];
    while (!udp.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Optional<byte[]> answer = responder.answer(Arrays.copyOf(buffer, packet.getLength()), true);
        if (answer.isPresent()) {
          udp.send(
              new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
        }
      } catch (IOException closedOrUnanswerable) {
        continue;
      }
    }
  }

  private void connections() {
    while (!tcp.isClosed()) {
      try {
        Socket client = tcp.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        continue;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream()) {
      client.setSoTimeout(CLIENT_MILLIS);
      while (true) {
        byte[] question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        Optional<byte[]> answer = responder.answer(question, false);
        if (answer.isEmpty()) {
          return;
        }
        var framed = new ByteArrayOutputStream();
        framed.write(answer.get().length >> 8);
        framed.write(answer.get().length);
        framed.write(answer.get());
        out.write(framed.toByteArray());
      }
    } catch (IOException left) {
      // the client left, or sent nothing for ten seconds
    }
  }
}
