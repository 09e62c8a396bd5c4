package zone.otta.ralf.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.cli.wiring.WorldSettings;
import zone.otta.ralf.cli.wiring.Worlds;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.testkit.world.BreakingWorld;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.CrashStage;
import zone.otta.ralf.workspace.site.SiteReader;
import zone.otta.ralf.workspace.store.StateDirectory;

/** The lab, through the adapters of one way to the node; new connections for each process. */
final class LabCrashStage implements CrashStage {
  private final LabSite lab;
  private final WorldSettings settings;

  LabCrashStage(Backend backend) {
    lab = new LabSite(Canary.VALUE, backend);
    Path root = lab.root();
    settings =
        new WorldSettings(
            site(root),
            root,
            StateDirectory.openOrCreate(root.resolve(".ralf")),
            Map.of(),
            Optional.empty(),
            InstantSource.system());
  }

  private static Site site(Path root) {
    return SiteReader.read(root.resolve(SiteReader.FILE), SiteReader.FILE).site().orElseThrow();
  }

  Site site() {
    return settings.site();
  }

  @Override
  public <T> T process(CallFaults faults, Optional<Plan> executed, Function<World, T> work) {
    try (OpenWorld world = new Worlds().open(settings)) {
      return work.apply(BreakingWorld.of(world.world(), faults));
    }
  }

  @Override
  public String dump() {
    return lab.dump();
  }

  @Override
  public void close() {
    lab.close();
  }
}
