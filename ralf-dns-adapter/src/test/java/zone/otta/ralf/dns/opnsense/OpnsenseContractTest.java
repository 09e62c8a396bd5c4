package zone.otta.ralf.dns.opnsense;

import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.InternalDnsContract;

/** The rules on a firewall of today; pointers are its own business. */
class OpnsenseContractTest extends InternalDnsContract {
  @Override
  protected DnsStage stage() throws Exception {
    return new OpnsenseStage(OpnsenseRelease.V26_1);
  }
}
