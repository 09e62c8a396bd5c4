package zone.otta.ralf.lab.pihole;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.machine.Folders;

/** The lab's own Pi-hole: its passwords are in the lab's home. */
public final class LabPihole implements AutoCloseable {
  /** The files with its credentials: there while the lab runs. */
  public static final List<String> FILES = List.of("pihole.pem", "pihole.password", "pihole.app");

  private final EmulatedPihole server;

  private LabPihole(EmulatedPihole server) {
    this.server = server;
  }

  /**
   * Listens and writes the credentials.
   *
   * @param hosts lines that are there from the beginning
   * @param log is told the method and path of every request
   */
  public static LabPihole start(
      Path dir, InetAddress address, List<String> hosts, Consumer<String> log) throws IOException {
    EmulatedPihole server = new EmulatedPihole(address, log);
    server.store().editHosts(lines -> lines.addAll(hosts));
    Folders.writePrivate(dir.resolve("pihole.pem"), ascii(server.certificate()));
    Folders.writePrivate(dir.resolve("pihole.password"), ascii(server.password() + "\n"));
    Folders.writePrivate(dir.resolve("pihole.app"), ascii(server.appPassword() + "\n"));
    return new LabPihole(server);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Its part of the lab's status file. */
  public Json.Obj status(Path dir) {
    return Json.object()
        .with("emulates", "Pi-hole 6.4")
        .with("host", server.host())
        .with("port", server.port())
        .with("dnsPort", server.dnsPort())
        .with("fingerprint", server.fingerprint())
        .with("certificateFile", dir.resolve("pihole.pem").toString())
        .with("passwordFile", dir.resolve("pihole.password").toString())
        .with("appPasswordFile", dir.resolve("pihole.app").toString());
  }

  public EmulatedPihole server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
