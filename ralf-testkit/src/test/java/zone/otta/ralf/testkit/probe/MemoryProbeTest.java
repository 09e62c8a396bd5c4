package zone.otta.ralf.testkit.probe;

class MemoryProbeTest extends SmokeProbeContract {
  @Override
  protected ProbeStage stage() {
    return new MemoryProbeStage();
  }
}
