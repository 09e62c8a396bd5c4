package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.DesiredContainer;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.tofu.ModuleFolder;
import zone.otta.ralf.cli.tofu.TofuFindings;
import zone.otta.ralf.cli.tofu.TofuModule;
import zone.otta.ralf.cli.tofu.TofuValues;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.ProxmoxApi;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.workspace.store.PlanStore;
import zone.otta.ralf.workspace.store.StateDirectory;

/** The container of a card, given to OpenTofu instead of being made by RALF. Asks nobody. */
public final class Tofu {
  private final Session session;
  private final Workspace workspace;

  public Tofu(Session session, Workspace workspace) {
    this.session = session;
    this.workspace = workspace;
  }

  public Exit write(Path named, Path out) {
    JudgedCard card = new Judging(session, workspace).one(named);
    ProxmoxEndpoint endpoint =
        workspace
            .site()
            .proxmox()
            .orElseThrow(() -> new Refused(Exit.BLOCKER, TofuFindings.noNode()));
    refuse(DesiredContainer.hindrances(card.card(), card.placement(), workspace.site()));
    DesiredContainer desired = DesiredContainer.of(card.card(), card.placement(), workspace.site());
    if (!TofuValues.wholeGibibytes(desired.container())) {
      throw new Refused(Exit.BLOCKER, TofuFindings.fractional(desired.container()));
    }
    TofuValues values = values(desired, endpoint);
    Map<String, String> files = TofuModule.files(values);
    ModuleFolder folder = folder(out, desired, files);
    List<ModuleFolder.Written> written = folder.write(files);
    List<Finding> findings = findings(desired, values);
    var found = new ArrayList<>(card.found());
    found.addAll(Found.all(findings, session.language()));
    Verdict verdict = Verdict.of(card.findings()).and(Verdict.of(findings));
    told(out, values, written, found, verdict);
    return Exit.of(verdict, session.strict());
  }

  private static void refuse(List<Finding> findings) {
    if (findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKER)) {
      throw new Refused(Exit.BLOCKER, findings);
    }
  }

  private ModuleFolder folder(Path out, DesiredContainer desired, Map<String, String> files) {
    ModuleFolder folder = new ModuleFolder(session.absolute(out));
    List<String> foreign = folder.foreign(files.keySet());
    if (!foreign.isEmpty()) {
      throw new Refused(Exit.BLOCKER, TofuFindings.foreign(out.toString(), foreign));
    }
    List<String> others = folder.others(desired.service());
    if (!others.isEmpty()) {
      throw new Refused(Exit.BLOCKER, TofuFindings.others(out.toString(), others));
    }
    return folder;
  }

  private TofuValues values(DesiredContainer desired, ProxmoxEndpoint endpoint) {
    return new TofuValues(
        desired.service(),
        node(desired, endpoint),
        endpoint.api().flatMap(ProxmoxApi::pool),
        desired.container(),
        desired.release(),
        template(desired));
  }

  /** Left open in ralf.yaml, it is chosen by looking at the cluster: by a plan. */
  private String node(DesiredContainer desired, ProxmoxEndpoint endpoint) {
    return endpoint.node().equals(ProxmoxEndpoint.AUTO)
        ? planned(desired)
            .map(plan -> plan.binding().node())
            .orElseThrow(() -> new Refused(Exit.BLOCKER, TofuFindings.openNode()))
        : endpoint.node();
  }

  /** Which template there is, only the node knows. */
  private Optional<String> template(DesiredContainer desired) {
    return planned(desired)
        .flatMap(plan -> TofuValues.template(plan.steps().stream().map(s -> s.step().desired())));
  }

  /** The latest plan, if it is one of the same container: it asked the node. */
  private Optional<Plan> planned(DesiredContainer desired) {
    return StateDirectory.find(workspace.stateRoot())
        .flatMap(state -> StoredPlan.latest(new PlanStore(state), desired.service()))
        .map(StoredPlan::plan)
        .filter(plan -> makes(plan, desired.container()));
  }

  private static boolean makes(Plan plan, Facts.Container container) {
    return plan.steps().stream()
        .anyMatch(
            s ->
                s.step() instanceof Step.CreateContainer create
                    && create.desired().equals(container));
  }

  private List<Finding> findings(DesiredContainer desired, TofuValues values) {
    var findings = new ArrayList<Finding>();
    if (made(desired)) {
      findings.add(TofuFindings.ours(desired.container()));
    }
    if (values.template().isEmpty()) {
      findings.add(TofuFindings.noTemplate());
    }
    return findings;
  }

  private boolean made(DesiredContainer desired) {
    return Memory.read(workspace)
        .flatMap(memory -> ServiceState.newest(memory.journal(), desired.service()))
        .filter(state -> state.destroyedUs().isEmpty())
        .isPresent();
  }

  private void told(
      Path out,
      TofuValues values,
      List<ModuleFolder.Written> written,
      List<Found> found,
      Verdict verdict) {
    String next = "cd " + out + " && tofu init && tofu plan";
    session.output().findings(found);
    written.forEach(w -> session.output().line(word(w) + "  " + out.resolve(w.file())));
    session
        .output()
        .line(
            session.say(
                "The container will be OpenTofu's: it carries no mark of RALF, and RALF will not touch it.",
                "Der Container gehört dann OpenTofu: Er trägt keine Marke von RALF, und RALF rührt ihn nicht an."));
    session.output().line(session.say("Next: ", "Weiter: ") + next);
    session
        .output()
        .document(
            Json.object()
                .with("verdict", verdict.name())
                .with("service", values.service().value())
                .with("directory", out.toString())
                .with(
                    "files",
                    Json.array(
                        written,
                        w -> Json.object().with("file", w.file()).with("written", w.changed())))
                .with("variables", values.json())
                .with("findings", Json.array(found, Found::json))
                .with("next", next));
  }

  private String word(ModuleFolder.Written written) {
    return written.changed()
        ? session.say("written  ", "geschrieben")
        : session.say("unchanged", "unverändert");
  }
}
