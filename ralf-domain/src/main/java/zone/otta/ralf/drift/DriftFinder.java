package zone.otta.ralf.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.drift.Difference.Remedy;
import zone.otta.ralf.plan.FactsDifference;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Step;

/** Compares what the steps of the last completed run want with what is seen now. Pure. */
public final class DriftFinder {
  private final Ownership ownership;
  private final List<Difference> differences = new ArrayList<>();
  private final List<Unseen> unseen = new ArrayList<>();

  private DriftFinder(Ownership ownership) {
    this.ownership = ownership;
  }

  /** What differs, and what nobody can tell. */
  public record Found(List<Difference> differences, List<Unseen> unseen) {}

  /** Observations in the order of the steps. */
  public static Found find(List<Step> steps, List<Observation> seen, Ownership ownership) {
    var finder = new DriftFinder(ownership);
    IntStream.range(0, steps.size()).forEach(i -> finder.look(steps.get(i), seen.get(i)));
    return new Found(List.copyOf(finder.differences), List.copyOf(finder.unseen));
  }

  private void look(Step step, Observation seen) {
    switch (seen) {
      case Observation.Absent absent ->
          add(step, Difference.PRESENCE, Difference.PRESENT, Difference.ABSENT, Remedy.PLAN);
      case Observation.Present present -> present(step, present);
      case Observation.InNewContainer inside -> unseen.add(new Unseen(step.name(), hidden()));
      case Observation.Busy busy -> unseen.add(new Unseen(step.name(), busy(busy)));
      case Observation.Unknown unknown -> unseen.add(new Unseen(step.name(), unknown.why()));
    }
  }

  private void present(Step step, Observation.Present present) {
    boolean ours = ownership.ours(step, present);
    if (!ours) {
      add(
          step,
          "mark",
          "run of " + ownership.service(),
          present.mark().map(m -> "not ours: " + m.service() + ", run " + m.run()).orElse("-"),
          Remedy.BLOCKED);
    }
    for (FactsDifference.Field field : FactsDifference.between(step.desired(), present.facts())) {
      Remedy remedy = ours && field.ours() ? Remedy.PLAN : Remedy.BLOCKED;
      add(step, field.name(), field.recorded(), field.found(), remedy);
    }
  }

  private void add(Step step, String field, String recorded, String found, Remedy remedy) {
    differences.add(new Difference(step.name(), field, recorded, found, remedy));
  }

  /** The same for all that is hidden alike: it is said once. */
  private static Finding hidden() {
    return Finding.warning(
            "RALF-A021",
            Text.of(
                "what does not run hides what is inside: the container, or PostgreSQL in it",
                "was nicht läuft, verbirgt sein Inneres: der Container oder PostgreSQL darin"))
        .help(
            Text.of(
                "nothing is known of those objects; plan again, or start it by hand, then compare again",
                "über jene Objekte ist nichts bekannt; neu planen oder von Hand starten, dann erneut vergleichen"));
  }

  private static Finding busy(Observation.Busy busy) {
    return Finding.warning(
            "RALF-A021",
            Text.of(
                "something is being worked on (" + busy.task() + ")",
                "daran wird gerade gearbeitet (" + busy.task() + ")"))
        .help(
            Text.of(
                "wait for it to end, then compare again",
                "Ende abwarten, dann erneut vergleichen"));
  }
}
