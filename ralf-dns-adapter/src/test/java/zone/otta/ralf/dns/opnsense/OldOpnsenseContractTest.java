package zone.otta.ralf.dns.opnsense;

import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.InternalDnsContract;

/** The rules on a firewall that knows no lifetimes, and camel case only. */
class OldOpnsenseContractTest extends InternalDnsContract {
  @Override
  protected DnsStage stage() throws Exception {
    return new OpnsenseStage(OpnsenseRelease.V24_1);
  }
}
