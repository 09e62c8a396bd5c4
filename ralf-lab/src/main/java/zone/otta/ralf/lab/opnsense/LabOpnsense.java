package zone.otta.ralf.lab.opnsense;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.machine.Folders;

/** The lab's own firewall: its API key is in the lab's home. */
public final class LabOpnsense implements AutoCloseable {
  /** The files with its credentials: there while the lab runs. */
  public static final List<String> FILES =
      List.of("opnsense.pem", "opnsense.key", "opnsense.secret");

  private final EmulatedOpnsense server;

  private LabOpnsense(EmulatedOpnsense server) {
    this.server = server;
  }

  /**
   * Listens and writes the credentials.
   *
   * @param system addresses of the firewall's own host names
   * @param log is told the method and path of every request
   */
  public static LabOpnsense start(
      Path dir,
      InetAddress address,
      OpnsenseRelease release,
      Map<String, String> system,
      Consumer<String> log)
      throws IOException {
    EmulatedOpnsense server = new EmulatedOpnsense(address, release, system, log);
    Folders.writePrivate(dir.resolve("opnsense.pem"), ascii(server.certificate()));
    Folders.writePrivate(dir.resolve("opnsense.key"), ascii(server.key() + "\n"));
    Folders.writePrivate(dir.resolve("opnsense.secret"), ascii(server.secret() + "\n"));
    return new LabOpnsense(server);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Its part of the lab's status file. */
  public Json.Obj status(Path dir) {
    return Json.object()
        .with("emulates", "OPNsense " + server.release())
        .with("host", server.host())
        .with("port", server.port())
        .with("dnsPort", server.dnsPort())
        .with("fingerprint", server.fingerprint())
        .with("certificateFile", dir.resolve("opnsense.pem").toString())
        .with("keyFile", dir.resolve("opnsense.key").toString())
        .with("secretFile", dir.resolve("opnsense.secret").toString());
  }

  public EmulatedOpnsense server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
