package zone.otta.ralf.cli.render;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.history.Decision;
import zone.otta.ralf.history.RecordedChange;
import zone.otta.ralf.history.ServiceChange;
import zone.otta.ralf.history.ServiceRecord;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;

/** What became of services between two times, as JSON. */
public final class ChangeRecord {
  private ChangeRecord() {}

  /** All services of one call. */
  public static Json.Obj document(List<ServiceChange> changes, Instant from, Instant to) {
    return Json.object()
        .with("from", from.toString())
        .with("to", to.toString())
        .with("services", Json.array(changes, ChangeRecord::json));
  }

  private static Json json(ServiceChange change) {
    return Json.object()
        .with("service", change.after().service().value())
        .with("changed", change.anything())
        .with("before", record(change.before()))
        .with("after", record(change.after()))
        .with("changes", Json.array(change.objects(), ChangeRecord::json))
        .with("secrets", Json.array(change.renewedSecrets().entrySet(), ChangeRecord::renewed))
        .with("decisions", Json.array(change.decisions(), ChangeRecord::json));
  }

  private static Json record(ServiceRecord record) {
    Json.Obj gates = Json.object();
    for (Map.Entry<Integer, Verdict> gate : record.gates().entrySet()) {
      gates = gates.with(gate.getKey().toString(), gate.getValue().name());
    }
    return Json.object()
        .withOptional("run", record.made(), made -> new Json.Num(made.run()))
        .withOptional("plan", record.made(), made -> new Json.Str(made.hash().hex()))
        .with("plan_lost", record.planLost())
        .withOptional("removed_by", record.removedBy(), Json.Num::new)
        .with("gates", gates)
        .withOptional("certificate", record.certificate().map(Sha256::hex), Json.Str::new)
        .withOptional("secret", secret(record), Json.Str::new)
        .withOptional("drift", record.drift(), ChangeRecord::json);
  }

  /** The reference of what was there and usable when the run used it. */
  static Optional<String> secret(ServiceRecord record) {
    return record
        .made()
        .flatMap(ServiceRecord.Made::plan)
        .map(plan -> plan.deployment().secret().text());
  }

  private static Json json(Event.Drifted drift) {
    return Json.object()
        .with("run", drift.run())
        .with("differences", Json.array(drift.differences(), ChangeRecord::json))
        .with("unseen", Json.strings(drift.unseen()));
  }

  private static Json json(Difference d) {
    return Json.object()
        .with("object", d.object())
        .with("field", d.field())
        .with("recorded", d.recorded())
        .with("found", d.found())
        .with("remedy", d.remedy().name());
  }

  private static Json json(RecordedChange change) {
    return Json.object()
        .with("object", change.object())
        .with("field", change.field())
        .with("before", change.before())
        .with("after", change.after());
  }

  private static Json renewed(Map.Entry<?, Long> renewed) {
    return Json.object()
        .with("reference", renewed.getKey().toString())
        .with("renewed_by", renewed.getValue());
  }

  private static Json json(Decision decision) {
    Json.Obj head =
        Json.object()
            .with("at", at(decision).toString())
            .withOptional("by", decision.by(), Json.Str::new);
    return switch (decision) {
      case Decision.Approved d ->
          head.with("decision", "approved")
              .with("plan", d.approval().plan().hex())
              .with("actor", d.approval().actor())
              .with(
                  "accepted",
                  Json.strings(d.approval().accepted().stream().map(Code::id).toList()));
      case Decision.Ran d ->
          head.with("decision", "run")
              .with("run", d.run())
              .with("plan", d.plan().hex())
              .withOptional("operation", operation(d), Json.Str::new)
              .with("end", d.end().name());
      case Decision.Judged d ->
          head.with("decision", "gate")
              .with("gate", d.gate())
              .with("verdict", d.verdict().name())
              .withOptional("before", d.before().map(Verdict::name), Json.Str::new);
      case Decision.Compared d ->
          head.with("decision", "compared")
              .with("run", d.run())
              .with("differences", Json.array(d.differences(), ChangeRecord::json))
              .with("unseen", Json.strings(d.unseen()));
    };
  }

  static Instant at(Decision decision) {
    return Instant.EPOCH.plus(decision.atUs(), ChronoUnit.MICROS);
  }

  /** {@code destroy}; empty for bringing a service to what its card says. */
  static Optional<String> operation(Decision.Ran ran) {
    return ran.known()
        .flatMap(Plan::operation)
        .map(o -> o.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }
}
