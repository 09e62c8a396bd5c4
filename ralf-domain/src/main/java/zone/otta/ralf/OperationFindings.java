package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.apply.TakenSnapshot;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.site.Ctid;

/** What is to be said of an operation before it is done: what it needs, what it takes away. */
final class OperationFindings {
  private final OperationRequest request;
  private final NodeInventory inventory;
  private final List<PlannedStep> steps;
  private final Ctid ctid;

  private OperationFindings(
      OperationRequest request, NodeInventory inventory, List<PlannedStep> steps) {
    this.request = request;
    this.inventory = inventory;
    this.steps = steps;
    this.ctid = request.last().deployment().placement().ctid();
  }

  /**
   * @param blocked whether the steps themselves cannot be done: then there is nothing to warn of
   */
  static List<Finding> of(
      OperationRequest request, NodeInventory inventory, List<PlannedStep> steps, boolean blocked) {
    var findings = new OperationFindings(request, inventory, steps);
    var all = new ArrayList<Finding>();
    findings.otherNode().ifPresent(all::add);
    all.addAll(
        switch (request.operation()) {
          case Operation.Snapshot s -> findings.snapshot(s.name());
          case Operation.RollBack r -> findings.rollBack(r.to());
          case Operation.Rotate r -> findings.rotate();
          case Operation.Destroy d -> findings.destroy();
        });
    boolean no = blocked || Verdict.of(all) == Verdict.BLOCKER;
    all.removeIf(f -> no && f.severity() == Severity.WARNUNG);
    return all;
  }

  /** "Not there" counts only where it was put: elsewhere it may run on. */
  private Optional<Finding> otherNode() {
    String before = request.last().binding().node();
    boolean elsewhere =
        HostSteps.exists(ctid, inventory)
            && steps.stream()
                .anyMatch(s -> container(s) && s.prior() instanceof Observation.Absent);
    boolean asked = before.equals(inventory.node()) || NodeChoice.open(request.site());
    return asked && !elsewhere
        ? Optional.empty()
        : Optional.of(
            Finding.blocker(
                    "RALF-N022",
                    Text.of(
                        "the service was put on node " + before + ", this is " + inventory.node(),
                        "der Dienst steht auf Knoten "
                            + before
                            + ", gefragt ist "
                            + inventory.node()))
                .note(
                    Text.of(
                        elsewhere
                            ? "container " + ctid + " is on another node of the cluster"
                            : "what is not here may still run there",
                        elsewhere
                            ? "Container " + ctid + " ist auf einem anderen Knoten des Clusters"
                            : "was hier fehlt, kann dort noch laufen"))
                .help(
                    Text.of(
                        "name the node that has the container in ralf.yaml, or move it back",
                        "in ralf.yaml den Knoten nennen, der den Container hat, oder ihn zurückholen")));
  }

  private static boolean container(PlannedStep planned) {
    return planned.step() instanceof Step.HaveContainer
        || planned.step() instanceof Step.DestroyContainer;
  }

  private List<Finding> snapshot(SnapshotName name) {
    if (seen(Step.HaveContainer.class, Observation.Absent.class)) {
      return List.of(noContainer());
    }
    if (seen(Step.TakeSnapshot.class, Observation.Present.class)) {
      return List.of(nameTaken(name));
    }
    return HostSteps.snapshots(request.site(), inventory) ? List.of() : List.of(cannot());
  }

  private List<Finding> rollBack(SnapshotName to) {
    if (seen(Step.HaveContainer.class, Observation.Absent.class)) {
      return List.of(noContainer());
    }
    return seen(Step.TakeSnapshot.class, Observation.Absent.class)
        ? List.of(noSnapshot(to))
        : List.of(whatCameAfter(to));
  }

  private List<Finding> rotate() {
    if (seen(Step.HaveContainer.class, Observation.Absent.class)) {
      return List.of(noContainer());
    }
    boolean begun =
        steps.stream()
            .anyMatch(s -> s.step() instanceof Step.RenewSecret && s.action() == Action.KEEP);
    return begun ? List.of(unfinished(), shutOut()) : List.of(shutOut());
  }

  private static Finding unfinished() {
    return Finding.hint(
        "RALF-N026",
        Text.of(
            "the secret was renewed before, and the one before it is still kept: this plan ends that rotation",
            "das Geheimnis wurde schon erneuert und das vorige noch aufgehoben: dieser Plan bringt jenen Wechsel zu Ende"));
  }

  private Finding shutOut() {
    return Finding.warning(
            "RALF-N025",
            Text.of(
                "whoever logs in with the present secret is refused from then on",
                "wer sich mit dem jetzigen Geheimnis anmeldet, wird danach abgewiesen"))
        .note(
            Text.of(
                "give the new one to its clients from "
                    + request.site().secrets().resolve(request.last().deployment().secret())
                    + "; sessions that are open stay open",
                "Clients bekommen das neue aus "
                    + request.site().secrets().resolve(request.last().deployment().secret())
                    + "; offene Sitzungen bleiben offen"))
        .note(
            Text.of(
                "a rollback to an older snapshot, or a restored backup, brings the old verifier back: plan again after it",
                "ein älterer Schnappschuss oder eine Sicherung bringt beim Zurückholen den alten Prüfwert wieder: danach neu planen"));
  }

  private List<Finding> destroy() {
    return steps.stream().anyMatch(s -> s.action() == Action.DELETE)
        ? List.of(destroys())
        : List.of();
  }

  private boolean seen(Class<? extends Step> kind, Class<? extends Observation> what) {
    return steps.stream().anyMatch(s -> kind.isInstance(s.step()) && what.isInstance(s.prior()));
  }

  private Finding noContainer() {
    return Finding.blocker(
            "RALF-N018",
            Text.of(
                "container " + ctid + " was not found there",
                "Container " + ctid + " wurde dort nicht gefunden"))
        .help(
            Text.of(
                "`ralf plan CARD` shows what is there and what is missing",
                "`ralf plan KARTE` zeigt, was da ist und was fehlt"));
  }

  private Finding noSnapshot(SnapshotName name) {
    return Finding.blocker(
            "RALF-N019",
            Text.of(
                "container " + ctid + " has no snapshot " + name,
                "Container " + ctid + " hat keinen Schnappschuss " + name))
        .help(
            Text.of(
                "`pct listsnapshot " + ctid + "` on the node lists them",
                "`pct listsnapshot " + ctid + "` auf dem Knoten zeigt sie"));
  }

  private Finding nameTaken(SnapshotName name) {
    return Finding.blocker(
            "RALF-N023",
            Text.of(
                "container " + ctid + " has a snapshot " + name + " already",
                "Container " + ctid + " hat schon einen Schnappschuss " + name))
        .help(Text.of("choose another name: --name NAME", "anderen Namen wählen: --name NAME"));
  }

  private Finding cannot() {
    String storage = request.site().rootfsStorage();
    return Finding.blocker(
            "RALF-N024",
            Text.of(
                "storage " + storage + " cannot take snapshots",
                "Speicher " + storage + " kann keine Schnappschüsse"))
        .help(
            Text.of(
                "back the container up with vzdump, or use a storage of type lvmthin, zfspool, btrfs or rbd",
                "Container mit vzdump sichern oder Speicher vom Typ lvmthin, zfspool, btrfs oder rbd benutzen"));
  }

  private Finding whatCameAfter(SnapshotName to) {
    Optional<TakenSnapshot> known =
        request.taken().stream().filter(t -> t.name().equals(to)).reduce((a, b) -> b);
    String en = known.map(t -> t.at() + ", run " + t.run()).orElse("not taken by RALF");
    String de = known.map(t -> t.at() + ", Lauf " + t.run()).orElse("nicht von RALF angelegt");
    return Finding.warning(
        "RALF-N021",
        Text.of(
            "what came after snapshot " + to + " (" + en + ") is lost",
            "was nach Schnappschuss " + to + " (" + de + ") kam, geht verloren"));
  }

  private Finding destroys() {
    boolean made = seen(Step.DestroyContainer.class, Observation.Present.class);
    Finding finding = Finding.warning("RALF-N020", made ? destroyed() : onlyNames());
    if (made) {
      finding = finding.note(lost());
    }
    String names = String.join(", ", steps.stream().flatMap(s -> name(s).stream()).toList());
    if (!names.isEmpty()) {
      finding = finding.note(Text.of("removed: " + names, "entfernt: " + names));
    }
    return finding.note(Text.of("the journal stays", "das Journal bleibt"));
  }

  private Text destroyed() {
    String what = ctid + " " + request.last().deployment().placement().hostname();
    return Text.of(
        "container " + what + " is destroyed with all its data",
        "Container " + what + " wird mit allen Daten zerstört");
  }

  private Text onlyNames() {
    return Text.of(
        "container " + ctid + " is gone already; its names are removed",
        "Container " + ctid + " ist schon weg; seine Namen werden entfernt");
  }

  private Text lost() {
    long size = request.last().deployment().rootfsMib();
    int snapshots = request.taken().size();
    return Text.of(
        "lost: its volumes (" + size + " MiB), snapshots taken by RALF: " + snapshots,
        "verloren: seine Volumes (" + size + " MiB), Schnappschüsse von RALF: " + snapshots);
  }

  private static Optional<String> name(PlannedStep planned) {
    return planned.action() == Action.DELETE && planned.step() instanceof Step.Dns
        ? Optional.of(
            planned.step() instanceof Step.UnregisterPointer p
                ? "PTR " + p.pointer().address()
                : ((Step.UnregisterAddress) planned.step()).address().name() + " A")
        : Optional.empty();
  }
}
