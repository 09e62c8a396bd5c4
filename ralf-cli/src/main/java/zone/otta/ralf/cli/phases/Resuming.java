package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
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
    Plan plan = StoredPlan.find(ledger.plans(), run.plan().hex()).plan();
    if (ledger.runs().closed(number).isPresent()) {
      ended(number, (LastRun.destroys(plan) ? "ralf status " : "ralf smoke ") + run.service());
      return Optional.empty();
    }
    requireApproval(run, plan);
    return Optional.of(walk.resume(plan, number, List.of()));
  }

  private void ended(long number, String next) {
    session
        .output()
        .line(
            session.say(
                    "Run " + number + " has ended; all its steps are verified.  Next: ",
                    "Lauf " + number + " ist beendet; alle Schritte sind geprüft.  Weiter: ")
                + next);
  }

  private void requireApproval(Event.Opened run, Plan plan) {
    if (ledger.runs().renewFor(run, plan) instanceof Runs.Permission.Refused refused) {
      throw new Refused(Exit.APPROVAL, refused.why());
    }
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
