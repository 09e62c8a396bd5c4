package zone.otta.ralf.dns.rfc2136;

import zone.otta.ralf.dns.server.RealServer;

class BindContractTest extends RealServerContract {
  BindContractTest() {
    super(RealServer.BIND);
  }
}
