package zone.otta.ralf.dns.rfc2136;

import org.junit.jupiter.api.AfterEach;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.dns.server.ZoneServer;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.InternalDnsContract;

class Rfc2136ContractTest extends InternalDnsContract {
  private ZoneServer server;

  @Override
  protected DnsStage stage() throws Exception {
    server = new ZoneServer(ServerStage.ORIGINS);
    return new ServerStage(server);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }
}
