package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import zone.otta.ralf.apply.Preflight;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.drift.ChangedLines;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.drift.DriftFinder;
import zone.otta.ralf.drift.DriftReport;
import zone.otta.ralf.drift.Unseen;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.recipe.postgresql.PostgresDrift;

/**
 * Looks at a service once more and compares: the node in one command, the inside of the container
 * in three, the DNS. Where something does not answer, the rest is still looked at.
 */
final class Drifted {
  private final World world;
  private final DriftRequest request;
  private final List<Difference> differences = new ArrayList<>();
  private final List<Unseen> unseen = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private List<ChangedLines> files = List.of();

  private Drifted(World world, DriftRequest request) {
    this.world = world;
    this.request = request;
  }

  static DriftReport look(World world, DriftRequest request) {
    return new Drifted(world, request).report();
  }

  private DriftReport report() {
    List<Step> steps = recorded();
    // Apart: a name server that is silent hides nothing of the node, and the other way round.
    List<Step> names = steps.stream().filter(s -> s instanceof Step.Dns).toList();
    List<Step> others = steps.stream().filter(s -> !(s instanceof Step.Dns)).toList();
    List<Observation> seen = observe(others);
    compare(others, seen);
    List<Observation> found = observe(names);
    compare(names, found);
    if (found.stream().anyMatch(o -> !(o instanceof Observation.Unknown))) {
      orphans();
    }
    if (insideSeen(others, seen)) {
      beside(others);
    }
    return new DriftReport(
        request.plan().deployment().service(),
        request.run(),
        steps.size(),
        differences,
        unseen,
        files,
        findings);
  }

  /** What of ours is in the DNS and belongs to no step. */
  private void orphans() {
    try {
      Orphans orphans = Orphans.of(world.dns(), request.ownership(), request.names());
      differences.addAll(orphans.differences());
      orphans.unlisted().ifPresent(findings::add);
    } catch (PortException e) {
      unseen.add(new Unseen("dns", e.finding()));
    }
  }

  /**
   * Templates and snapshots are history once a run is over, and a restart is a start. What was
   * taken away and comes back is an orphan.
   */
  private List<Step> recorded() {
    return request.plan().steps().stream()
        .map(PlannedStep::step)
        .filter(s -> !(s instanceof Step.ProvideTemplate) && !(s instanceof Step.TakeSnapshot))
        .filter(s -> !(s instanceof Step.Removal))
        .map(s -> s instanceof Step.RestartContainer r ? new Step.StartContainer(r.desired()) : s)
        .toList();
  }

  private List<Observation> observe(List<Step> steps) {
    try {
      return new Preflight(world).observe(steps);
    } catch (PortException e) {
      Observation unknown = new Observation.Unknown(e.finding());
      return steps.stream().map(s -> unknown).toList();
    }
  }

  private void compare(List<Step> steps, List<Observation> seen) {
    DriftFinder.Found found = DriftFinder.find(steps, seen, request.ownership());
    differences.addAll(found.differences());
    unseen.addAll(found.unseen());
  }

  private static boolean insideSeen(List<Step> steps, List<Observation> seen) {
    return Stream.iterate(0, i -> i < steps.size(), i -> i + 1)
        .anyMatch(
            i ->
                steps.get(i) instanceof Step.RunService
                    && seen.get(i) instanceof Observation.Present);
  }

  /** One more command: what belongs to no step. */
  private void beside(List<Step> steps) {
    var postgres =
        new PostgresDrift(request.plan().deployment(), changedFiles(steps), roles(steps));
    List<GuestQuestion> questions = postgres.questions();
    try {
      var ctid = request.plan().deployment().placement().ctid();
      GuestView view = GuestView.of(questions, world.shell().ask(ctid, questions));
      differences.addAll(postgres.strangers(view));
      if (differences.stream().noneMatch(d -> d.object().equals("certificate"))) {
        request
            .certificate()
            .flatMap(pinned -> postgres.exchanged(view, pinned))
            .ifPresent(differences::add);
      }
      findings.addAll(postgres.findings(view, differences, world.clock().instant()));
      files = postgres.lines(view);
    } catch (PortException e) {
      unseen.add(new Unseen("roles", e.finding()));
    }
  }

  private static Set<String> roles(List<Step> steps) {
    var names = new TreeSet<String>();
    for (Step step : steps) {
      if (step instanceof Step.ProvideRole role) {
        names.add(role.desired().name());
      }
    }
    return names;
  }

  private List<Step.WriteFile> changedFiles(List<Step> steps) {
    var files = new ArrayList<Step.WriteFile>();
    for (Step step : steps) {
      if (step instanceof Step.WriteFile file
          && differences.stream()
              .anyMatch(d -> d.object().equals(file.name()) && d.field().equals("content"))) {
        files.add(file);
      }
    }
    return files;
  }
}
