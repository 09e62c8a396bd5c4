package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.apply.RunLog;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.plan.Plan;

/** Goes on with a run that stopped: the same plan, the same approval as long as it holds. */
public final class Resuming {
  private final Session session;
  private final Ledger ledger;

  public Resuming(Session session, Ledger ledger) {
    this.session = session;
    this.ledger = ledger;
  }

  /** Empty if the run has ended: there is nothing to resume. */
  public Optional<Walk.Arrived> walk(Walk walk, long number) {
    Event.Opened run =
        ledger.runs().opened(number).orElseThrow(() -> new Refused(Exit.BLOCKER, unknown(number)));
    if (ledger.runs().closed(number).isPresent()) {
      session
          .output()
          .line(
              session.say(
                      "Run "
                          + number
                          + " has ended; all its steps are verified.  Next: ralf smoke ",
                      "Lauf "
                          + number
                          + " ist beendet; alle Schritte sind geprüft.  Weiter: ralf smoke ")
                  + run.service());
      return Optional.empty();
    }
    Plan plan = StoredPlan.find(ledger.plans(), run.plan().hex()).plan();
    stillApproved(run, plan);
    return Optional.of(walk.resume(plan, number, List.of()));
  }

  private void stillApproved(Event.Opened run, Plan plan) {
    long now = RunLog.micros(session.here().clock().instant());
    boolean valid =
        ledger.runs().approvals(run.service()).stream()
            .filter(a -> a.id().equals(run.approval()))
            .anyMatch(a -> a.plan().equals(plan.hash()) && !a.expiredAt(now));
    if (valid || renewed(run, plan, now)) {
      return;
    }
    throw new Refused(Exit.APPROVAL, Runs.expired(plan));
  }

  /** A later approval of the same plan that no other run has used. */
  private boolean renewed(Event.Opened run, Plan plan, long now) {
    List<Event.Opened> runs = ledger.runs().opened(run.service());
    for (Approval approval : ledger.runs().approvals(run.service())) {
      boolean used = runs.stream().anyMatch(r -> r.approval().equals(approval.id()));
      if (approval.plan().equals(plan.hash()) && !used && !approval.expiredAt(now)) {
        return true;
      }
    }
    return false;
  }

  private static Finding unknown(long number) {
    return Finding.blocker(
            "RALF-A007",
            Text.of(
                "the journal knows no run " + number, "das Journal kennt keinen Lauf " + number))
        .help(
            Text.of(
                "see ralf status, or name the state directory of that run with --state",
                "ralf status ansehen oder das Zustandsverzeichnis jenes Laufs mit --state nennen"));
  }
}
