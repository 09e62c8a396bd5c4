package zone.otta.ralf.dns.rfc2136;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.dns.server.NameServer;
import zone.otta.ralf.dns.server.RealServer;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.InternalDnsContract;

/** The same rules against somebody else's server, started once for all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealServerContract extends InternalDnsContract {
  private static final List<String> NAMES =
      List.of(
          "postgres.otta.zone.",
          "below.postgres.otta.zone.",
          "old.otta.zone.",
          "other.otta.zone.",
          "a.otta.zone.",
          "b.otta.zone.",
          "c.otta.zone.",
          "10.20.10.10.in-addr.arpa.");

  private final RealServer which;
  private NameServer server;

  RealServerContract(RealServer which) {
    this.which = which;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = which.start(folder);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected DnsStage stage() throws Exception {
    ServerStage stage = new ServerStage(server);
    NAMES.forEach(stage::clear);
    return stage;
  }
}
