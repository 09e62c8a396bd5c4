package zone.otta.ralf.testkit.dns;

class MemoryDnsTest extends InternalDnsContract {
  @Override
  protected DnsStage stage() {
    return new MemoryStage();
  }
}
