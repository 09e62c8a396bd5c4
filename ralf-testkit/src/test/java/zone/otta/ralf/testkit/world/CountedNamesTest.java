package zone.otta.ralf.testkit.world;

import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.InternalDnsContract;
import zone.otta.ralf.testkit.dns.MemoryStage;

class CountedNamesTest extends InternalDnsContract {
  @Override
  protected DnsStage stage() {
    return new MemoryStage(zone -> new CountedNames(zone, CallFaults.none()));
  }
}
