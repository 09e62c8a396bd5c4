package zone.otta.ralf.dns.rfc2136;

import zone.otta.ralf.dns.server.RealServer;

class KnotContractTest extends RealServerContract {
  KnotContractTest() {
    super(RealServer.KNOT);
  }
}
