package zone.otta.ralf.dns.rfc2136;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.dns.server.Bind;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.InternalDnsContract;

/** The same rules against a real BIND, where one is installed. */
class BindContractTest extends InternalDnsContract {
  private static final List<String> NAMES =
      List.of("postgres.otta.zone.", "below.postgres.otta.zone.", "10.20.10.10.in-addr.arpa.");

  @TempDir static Path folder;
  private static Bind bind;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Bind.program().isPresent(), "no named here: the rules were not tried on BIND");
    bind = Bind.start(Bind.program().orElseThrow(), folder, ServerStage.ORIGINS);
  }

  @AfterAll
  static void stop() {
    if (bind != null) {
      bind.close();
    }
  }

  @Override
  protected DnsStage stage() throws Exception {
    ServerStage stage = new ServerStage(bind);
    NAMES.forEach(stage::clear);
    return stage;
  }
}
