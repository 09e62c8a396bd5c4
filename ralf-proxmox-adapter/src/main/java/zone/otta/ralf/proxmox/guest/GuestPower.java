package zone.otta.ralf.proxmox.guest;

import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;

/** Whether a container that does not answer runs at all. The node knows. */
final class GuestPower {
  private final ContainerHost host;

  GuestPower(ContainerHost host) {
    this.host = host;
  }

  /**
   * @throws PortException {@code REFUSED} unless the node says that the container runs
   */
  void requireRunning(Ctid ctid) {
    Step.Host running = new Step.StartContainer(new Facts.Power(ctid, true, true));
    switch (host.observe(List.of(running)).getFirst()) {
      case Observation.Present present -> {
        if (!(present.facts() instanceof Facts.Power power && power.running())) {
          throw stopped(ctid);
        }
      }
      case Observation.Absent absent -> throw absent(ctid);
      case Observation.InNewContainer nothing -> throw absent(ctid);
      case Observation.Busy busy -> throw stopped(ctid);
      case Observation.Unknown unknown -> throw unseen(unknown.why());
    }
  }

  private static PortException stopped(Ctid ctid) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W010",
        Text.of("container " + ctid + " does not run", "Container " + ctid + " läuft nicht"),
        Text.of("start it", "starten"));
  }

  private static PortException absent(Ctid ctid) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W011",
        Text.of("there is no container " + ctid, "es gibt keinen Container " + ctid),
        Text.of("plan again", "neu planen"));
  }

  private static PortException unseen(Finding why) {
    return new PortException(Fault.REFUSED, why.code().id(), why.summary(), why.help());
  }
}
