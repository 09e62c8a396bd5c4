package zone.otta.ralf.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.site.SecretReference;

/**
 * What became of a service between two times.
 *
 * @param decisions what was decided in between, in order
 */
public record ServiceChange(ServiceRecord before, ServiceRecord after, List<Decision> decisions) {
  public ServiceChange {
    decisions = List.copyOf(decisions);
  }

  /** What completed runs made another one. */
  public List<RecordedChange> objects() {
    return RecordedChange.between(before, after);
  }

  /** Gates whose verdict is another one, with the former and the present one. */
  public SortedMap<Integer, Verdicts> gates() {
    var changed = new TreeMap<Integer, Verdicts>();
    for (int gate = 1; gate <= 4; gate++) {
      var verdicts =
          new Verdicts(
              Optional.ofNullable(before.gates().get(gate)),
              Optional.ofNullable(after.gates().get(gate)));
      if (!verdicts.before().equals(verdicts.after())) {
        changed.put(gate, verdicts);
      }
    }
    return changed;
  }

  /** A gate's verdict then and now; empty where it was not judged. */
  public record Verdicts(Optional<Verdict> before, Optional<Verdict> after) {}

  /** What the last comparison found and the one before did not. */
  public List<Difference> newDrift() {
    List<Difference> former = differences(before);
    return differences(after).stream().filter(d -> !former.contains(d)).toList();
  }

  private static List<Difference> differences(ServiceRecord record) {
    return record.drift().map(Event.Drifted::differences).orElse(List.of());
  }

  /** Whether the last comparison came to something else, or there is none any more. */
  public boolean driftChanged() {
    return !before.drift().equals(after.drift());
  }

  /** Secrets that completed runs exchanged, by reference, with the run. */
  public Map<SecretReference, Long> renewedSecrets() {
    var renewed = new TreeMap<SecretReference, Long>();
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Ran ran
          && ran.end() == Decision.End.COMPLETED
          && ran.known().flatMap(Plan::operation).filter(ServiceChange::rotates).isPresent()) {
        renewed.put(ran.known().orElseThrow().deployment().secret(), ran.run());
      }
    }
    return renewed;
  }

  private static boolean rotates(Operation operation) {
    return operation instanceof Operation.Rotate;
  }

  /** Whether anything is another one, or anybody decided anything. */
  public boolean anything() {
    return !decisions.isEmpty()
        || !before.made().equals(after.made())
        || !before.removedBy().equals(after.removedBy())
        || !before.certificate().equals(after.certificate())
        || driftChanged()
        || !gates().isEmpty();
  }
}
