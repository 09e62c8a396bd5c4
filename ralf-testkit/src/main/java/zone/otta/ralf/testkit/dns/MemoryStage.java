package zone.otta.ralf.testkit.dns;

import java.util.List;
import java.util.function.Function;
import zone.otta.ralf.port.DnsAbilities;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsName;

/** A stage in memory. */
public final class MemoryStage implements DnsStage {
  private final MemoryZone zone = new MemoryZone();
  private final Function<MemoryZone, InternalDns> adapter;
  private final DnsAbilities abilities;

  public MemoryStage() {
    this(MemoryDns::new);
  }

  /** With names as a server with these abilities keeps them. */
  public MemoryStage(DnsAbilities abilities) {
    this(zone -> new MemoryDns(zone, true, abilities), abilities);
  }

  /**
   * @param adapter under test, over the stage's records
   */
  public MemoryStage(Function<MemoryZone, InternalDns> adapter) {
    this(adapter, MemoryDns.ALL);
  }

  private MemoryStage(Function<MemoryZone, InternalDns> adapter, DnsAbilities abilities) {
    this.adapter = adapter;
    this.abilities = abilities;
  }

  @Override
  public InternalDns dns() {
    return adapter.apply(zone);
  }

  @Override
  public InternalDns stranger() {
    return new MemoryDns(zone, false, abilities);
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
