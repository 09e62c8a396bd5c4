package zone.otta.ralf.dns.rfc2136;

import zone.otta.ralf.dns.server.RealServer;

class PowerDnsContractTest extends RealServerContract {
  PowerDnsContractTest() {
    super(RealServer.POWERDNS);
  }
}
