package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A Knot on 127.0.0.2 that copies otta.zone from a primary on 127.0.0.1, when it is told to. */
public final class KnotSecondary implements NameServer {
  public static final String HOST = "127.0.0.2";
  private static final String ZONE = "otta.zone.";

  private final Daemon daemon;
  private final int port;

  private KnotSecondary(Daemon daemon, int port) {
    this.daemon = daemon;
    this.port = port;
  }

  /**
   * Starts it and waits for its first copy.
   *
   * @param folder empty, for its files
   */
  public static KnotSecondary start(Path folder, int primary) throws Exception {
    Path knotd = RealServer.require("knotd");
    int port = Daemon.freePort();
    Path conf = Files.writeString(folder.resolve("knot.conf"), conf(folder, port, primary));
    Daemon daemon = Daemon.start(folder, List.of(knotd.toString(), "-c", conf.toString()));
    KnotSecondary secondary = new KnotSecondary(daemon, port);
    daemon.await(secondary::answers);
    return secondary;
  }

  private static String conf(Path folder, int port, int primary) {
    return """
    server:
      rundir: %1$s
      listen: 127.0.0.2@%2$d
      udp-workers: 1
      tcp-workers: 1
      background-workers: 1
    database:
      storage: %1$s
      journal-db-max-size: 16M
    log:
      - target: stderr
        any: info
    key:
      - id: %3$s
        algorithm: hmac-sha256
        secret: %4$s
    remote:
      - id: primary
        address: 127.0.0.1@%5$d
        key: %3$s
    acl:
      - id: told
        address: 127.0.0.1
        action: notify
    zone:
      - domain: %6$s
        file: %1$s/copy
        master: primary
        acl: told
    """
        .formatted(folder, port, Keys.RALF.name(), Keys.RALF.secret(), primary, ZONE);
  }

  private boolean answers() {
    try {
      Record question = Record.newRecord(Name.fromString(ZONE), Type.SOA, DClass.IN);
      return resolver().send(Message.newQuery(question)).getRcode() == Rcode.NOERROR;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tells it that the zone changed, as a primary does (RFC 1996). */
  public void tell() throws IOException {
    Record question = Record.newRecord(Name.fromString(ZONE), Type.SOA, DClass.IN);
    Message notify = Message.newQuery(question);
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    if (resolver().send(notify).getRcode() != Rcode.NOERROR) {
      throw new IOException("the secondary does not listen to its primary");
    }
  }

  private SimpleResolver resolver() throws IOException {
    SimpleResolver resolver = new SimpleResolver(HOST);
    resolver.setPort(port);
    resolver.setTCP(true);
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
