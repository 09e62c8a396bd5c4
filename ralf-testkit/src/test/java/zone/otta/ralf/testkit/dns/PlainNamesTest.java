package zone.otta.ralf.testkit.dns;

import zone.otta.ralf.port.DnsAbilities;
import zone.otta.ralf.port.DnsAbilities.Pointers;

/** Names where a server keeps no marks and no lifetimes and makes the pointers itself. */
class PlainNamesTest extends InternalDnsContract {
  @Override
  protected DnsStage stage() {
    return new MemoryStage(new DnsAbilities(false, false, Pointers.AUTOMATIC, false));
  }
}
