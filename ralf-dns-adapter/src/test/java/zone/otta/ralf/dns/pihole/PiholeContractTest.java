package zone.otta.ralf.dns.pihole;

import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.InternalDnsContract;

class PiholeContractTest extends InternalDnsContract {
  @Override
  protected DnsStage stage() throws Exception {
    return new PiholeStage();
  }
}
