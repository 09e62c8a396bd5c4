package zone.otta.ralf.proxmox.container;

import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;

/** What a step is to see of a container's options. */
public final class ContainerView {
  private ContainerView() {}

  /** Busy while something holds the container; Unknown for one of a form RALF does not make. */
  public static Observation of(Step.Host step, ContainerConfig config) {
    Optional<String> lock = config.lock();
    if (lock.isPresent()) {
      return new Observation.Busy("lock: " + lock.get());
    }
    return switch (step) {
      case Step.CreateContainer c -> facts(c.desired().ctid(), config);
      case Step.ChangeContainer c -> facts(c.desired().ctid(), config);
      case Step.HaveContainer h -> tenancy(h.desired().ctid(), config);
      case Step.DestroyContainer d -> tenancy(d.ctid(), config);
      case Step.RollBack r -> present(r.desired().ctid(), config.restored(r.desired().ctid()));
      case Step.ProvideTemplate t -> throw noConfig(t);
      case Step.SetFirewall f -> throw noConfig(f);
      case Step.StartContainer s -> throw noConfig(s);
      case Step.RestartContainer r -> throw noConfig(r);
      case Step.StopContainer s -> throw noConfig(s);
      case Step.TakeSnapshot t -> throw noConfig(t);
    };
  }

  private static Observation facts(Ctid ctid, ContainerConfig config) {
    return present(ctid, config.observed(ctid));
  }

  private static Observation tenancy(Ctid ctid, ContainerConfig config) {
    return present(ctid, config.tenancy(ctid));
  }

  private static Observation present(Ctid ctid, Optional<Observation.Present> seen) {
    return seen.<Observation>map(p -> p).orElseGet(() -> otherForm(ctid));
  }

  private static IllegalArgumentException noConfig(Step.Host step) {
    return new IllegalArgumentException("not seen in the options: " + step.name());
  }

  private static Observation otherForm(Ctid ctid) {
    return new Observation.Unknown(
        Finding.blocker(
                "RALF-W047",
                Text.of(
                    "container "
                        + ctid
                        + " is there, but RALF did not make it: its configuration has another form",
                    "Container "
                        + ctid
                        + " ist da, aber nicht von RALF gemacht: seine Konfiguration hat eine andere Form"))
            .help(
                Text.of(
                    "`pct config "
                        + ctid
                        + "` shows whose it is; choose another CTID, or remove it",
                    "`pct config "
                        + ctid
                        + "` zeigt, wem er gehört; andere CTID wählen oder ihn entfernen")));
  }
}
