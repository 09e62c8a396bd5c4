package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.apply.RunLog;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;

/** A person's yes to exactly one plan. */
public final class Approving {
  public static final Duration A_DAY = Duration.ofHours(24);
  private final Session session;
  private final Ledger ledger;

  public Approving(Session session, Ledger ledger) {
    this.session = session;
    this.ledger = ledger;
  }

  /**
   * Journals the approval.
   *
   * @param accepted the warnings the person accepts: all of the plan's must be among them
   */
  public Approval grant(Plan plan, List<Code> accepted, Optional<String> actor, Duration lasts) {
    if (plan.blocked()) {
      throw new Refused(Exit.BLOCKER, blocked(plan));
    }
    List<Code> open = new ArrayList<>(plan.warnings());
    open.removeAll(accepted);
    if (!open.isEmpty()) {
      throw new Refused(Exit.APPROVAL, Runs.unaccepted(open));
    }
    Instant now = session.here().clock().instant();
    Approval approval =
        new Approval(
            UUID.randomUUID(),
            plan.hash(),
            plan.warnings(),
            actor.filter(a -> !a.isBlank()).orElse(session.here().user()),
            session.here().user(),
            session.here().host(),
            RunLog.micros(now),
            RunLog.micros(now.plus(lasts)));
    ServiceName service = plan.deployment().service();
    ledger.runs().log(service).append(new Event.Approved(service, approval, ledger.by()));
    return approval;
  }

  /** Asks for the approval and journals it. */
  Approval ask(Plan plan, Consent consent) {
    Consent.Yes yes = consent.ask(plan);
    Approval approval = grant(plan, yes.accepted(), yes.actor(), A_DAY);
    session
        .output()
        .event(
            Json.object()
                .with("event", "approved")
                .with("plan", plan.hash().hex())
                .with("actor", approval.actor()));
    return approval;
  }

  private static Finding blocked(Plan plan) {
    return Finding.blocker(
            "RALF-G008",
            Text.of(
                "plan " + plan.hash().shortForm() + " has a BLOCKER: nobody can approve it",
                "Plan "
                    + plan.hash().shortForm()
                    + " hat einen BLOCKER: niemand kann ihn freigeben"))
        .help(Text.of("remove the cause, plan again", "Ursache beheben, neu planen"));
  }

  /** {@code 30m}, {@code 24h}, {@code 7d}; at most 90 days. */
  public static Optional<Duration> duration(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      Duration duration = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
      return duration.isPositive() && duration.compareTo(Duration.ofDays(90)) <= 0
          ? Optional.of(duration)
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
