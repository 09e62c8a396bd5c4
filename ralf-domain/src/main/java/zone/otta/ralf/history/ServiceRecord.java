package zone.otta.ralf.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Setting;
import zone.otta.ralf.plan.Step;

/**
 * What the journal says of a service: what the last completed run made it, how it was judged, what
 * the last comparison found.
 *
 * @param made empty if no run brought it to what its card says, or it was removed since
 * @param removedBy the run that removed it, if the last completed one did
 * @param gates verdicts by gate, 1 to 4, as far as judged
 * @param certificate SHA-256 over the certificate that the last smoke test pinned
 */
public record ServiceRecord(
    ServiceName service,
    Optional<Made> made,
    Optional<Long> removedBy,
    SortedMap<Integer, Verdict> gates,
    Optional<Event.Drifted> drift,
    Optional<Sha256> certificate) {
  /**
   * A completed run.
   *
   * @param plan empty if its plan is not there any more: then what it made is not known
   */
  public record Made(long run, Sha256 hash, Optional<Plan> plan) {}

  public ServiceRecord {
    Objects.requireNonNull(service);
    gates = new TreeMap<>(gates);
  }

  /**
   * @param runs of the journal, or of a {@link PastJournal}
   * @param plans the plan of a hash, where it is kept
   */
  public static ServiceRecord of(
      ServiceName service,
      Runs runs,
      Function<Sha256, Optional<Plan>> plans,
      Optional<Sha256> certificate) {
    Optional<Made> made = Optional.empty();
    Optional<Long> removedBy = Optional.empty();
    for (Event.Opened run : runs.completed(service).reversed()) {
      Optional<Plan> plan = plans.apply(run.plan());
      Optional<Operation> operation = plan.flatMap(Plan::operation);
      if (operation.isEmpty()) {
        made = Optional.of(new Made(run.run(), run.plan(), plan));
        break;
      }
      if (operation.get() instanceof Operation.Destroy) {
        removedBy = Optional.of(run.run());
        break;
      }
    }
    var gates = new TreeMap<Integer, Verdict>();
    runs.judged(service).stream()
        .filter(j -> j.phase() > 1)
        .forEach(j -> gates.put(j.phase() - 1, j.result()));
    if (removedBy.isPresent()) {
      gates.remove(Phase.SMOKE.gate());
    }
    return new ServiceRecord(
        service,
        made,
        removedBy,
        gates,
        runs.compared(service).map(Runs.Compared::drift),
        certificate);
  }

  /** Whether anything at all is recorded. */
  public boolean known() {
    return made.isPresent() || removedBy.isPresent() || !gates.isEmpty();
  }

  /** A run made it, and what is not known. */
  public boolean planLost() {
    return made.isPresent() && made.get().plan().isEmpty();
  }

  /** Where it was made: {@code pve/20010 10.10.20.10}. */
  public Optional<String> where() {
    return plan()
        .map(
            plan ->
                plan.binding().node()
                    + "/"
                    + plan.deployment().placement().ctid()
                    + " "
                    + plan.deployment().address());
  }

  Optional<Plan> plan() {
    return made.flatMap(Made::plan);
  }

  /** What lasts of what the run wanted, by the names of its steps. */
  Map<String, Facts> objects() {
    var objects = new LinkedHashMap<String, Facts>();
    plan().map(Plan::steps).stream()
        .flatMap(List::stream)
        .map(PlannedStep::step)
        .filter(ServiceRecord::lasts)
        .forEach(step -> objects.put(step.name(), step.desired()));
    return objects;
  }

  private static boolean lasts(Step step) {
    return switch (step.desired()) {
      case Facts.Snapshot passing -> false;
      case Facts.Restored passing -> false;
      case Facts.Gone passing -> false;
      case Facts.Tenancy passing -> false;
      case Facts.Renewal passing -> false;
      case Facts.Power power -> power.running() && !(step instanceof Step.RestartContainer);
      case Facts.Template means -> false;
      case Facts.Container container -> true;
      case Facts.Firewall firewall -> true;
      case Facts.Address address -> true;
      case Facts.Pointer pointer -> true;
      case Facts.GuestFile file -> true;
      case Facts.Package installed -> true;
      case Facts.Certificate certificate -> true;
      case Facts.Service service -> true;
      case Facts.Role role -> true;
      case Facts.Database database -> true;
      case Facts.Schema schema -> true;
    };
  }

  /** What has to be in effect in the service, by name. */
  Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    services()
        .flatMap(service -> service.settings().stream())
        .forEach((Setting s) -> settings.put(s.name(), s.value()));
    return settings;
  }

  List<String> rules() {
    return services().flatMap(service -> service.rules().stream()).toList();
  }

  private Stream<Step.RunService> services() {
    return plan().map(Plan::steps).stream()
        .flatMap(List::stream)
        .map(PlannedStep::step)
        .filter(Step.RunService.class::isInstance)
        .map(Step.RunService.class::cast);
  }
}
