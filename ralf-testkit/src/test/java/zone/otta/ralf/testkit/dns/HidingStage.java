package zone.otta.ralf.testkit.dns;

import java.util.List;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsName;

/** A stage whose adapter says nothing when the server refuses its key. */
final class HidingStage implements DnsStage {
  private final MemoryZone zone = new MemoryZone();

  @Override
  public InternalDns dns() {
    return new MemoryDns(zone);
  }

  @Override
  public InternalDns stranger() {
    return new MemoryDns(zone) {
      @Override
      public void apply(Step.Dns step, Mark mark) {}
    };
  }

  @Override
  public void put(String record) {
    zone.put(record);
  }

  @Override
  public void remove(DnsName name, String type) {
    zone.remove(name + ".", type);
  }

  @Override
  public List<String> records(String name) {
    return zone.records(name);
  }

  @Override
  public long writes() {
    return zone.writes();
  }

  @Override
  public void ails(Ailment ailment) {
    zone.ails(ailment);
  }

  @Override
  public void close() {}
}
