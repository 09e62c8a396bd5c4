package zone.otta.ralf.apply;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.gate.Actor;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.RunRecords.GateDecision;
import zone.otta.ralf.port.RunRecords.Outcome;

/** Gate decisions as they follow from events. */
final class DecisionRecords {
  /** The gate at which a person approves a plan. */
  private static final String APPROVAL = String.valueOf(Phase.PLAN.gate());

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
  private static final int WHO = 200;
  private static final int REASON = 4000;

  private DecisionRecords() {}

  /** Under the approval's own id, in the person's own words with the warnings they accept. */
  static GateDecision approved(StoredEvent stored, Approval approval) {
    List<String> accepted = approval.accepted().stream().map(Code::id).toList();
    return new GateDecision(
        approval.id(),
        approval.plan(),
        APPROVAL,
        Outcome.APPROVED,
        who(account(approval)),
        clean(
            approval.actor()
                + (accepted.isEmpty() ? "" : " accepts " + String.join(", ", accepted)),
            REASON),
        until(approval),
        stored.event().id());
  }

  /**
   * A run goes on with a later approval only where its former one has expired.
   *
   * @param former the run's approval up to then
   */
  static GateDecision expired(StoredEvent stored, Event.Renewed renewed, Approval former) {
    return new GateDecision(
        id(stored, APPROVAL),
        former.plan(),
        APPROVAL,
        Outcome.EXPIRED,
        who(renewed.by().map(Actor::toString).orElse(account(former))),
        "run %d goes on with approval %s instead of %s"
            .formatted(renewed.run(), renewed.approval(), former.id()),
        until(former),
        stored.event().id());
  }

  /**
   * What RALF judged after a run, for whoever had it done.
   *
   * @param run the service's last one
   */
  static GateDecision judged(StoredEvent stored, Event.Judged judged, Event.Opened run) {
    String gate = String.valueOf(judged.phase() - 1);
    return new GateDecision(
        id(stored, gate),
        run.plan(),
        gate,
        judged.result() == Verdict.BLOCKER ? Outcome.REJECTED : Outcome.APPROVED,
        who(judged.by().map(by -> "ralf " + by.ralf() + " for " + by).orElse("ralf")),
        clean(
            "run %d: %s"
                .formatted(
                    run.run(),
                    StatusJson.read(judged.status())
                        .map(StatusObject::summary)
                        .orElse(judged.result().name())),
            REASON),
        Optional.empty(),
        stored.event().id());
  }

  private static Optional<Long> until(Approval approval) {
    return Optional.of(approval.expiresUs())
        .filter(us -> us <= GateDecision.LAST_US)
        .map(us -> Math.max(0, us));
  }

  private static String account(Approval approval) {
    return approval.osUser() + "@" + approval.host();
  }

  private static String who(String text) {
    return clean(text, WHO);
  }

  /** On one line, of so many characters at most. */
  static String clean(String text, int most) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most));
  }

  /** The same whenever it is derived again. */
  private static UUID id(StoredEvent stored, String gate) {
    ByteBuffer sum =
        ByteBuffer.wrap(
            Sha256.digest()
                .digest(
                    "ralf/decision/v1\n%s\n%s"
                        .formatted(stored.event().id(), gate)
                        .getBytes(StandardCharsets.UTF_8)));
    long high = sum.getLong() & ~0xF000L | 0x8000L;
    long low = sum.getLong() & ~(3L << 62) | 1L << 63;
    return new UUID(high, low);
  }
}
