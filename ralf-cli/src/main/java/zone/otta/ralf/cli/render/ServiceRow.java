package zone.otta.ralf.cli.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/**
 * A service as {@code status} shows it.
 *
 * @param gates verdicts by gate, 1 to 4, as far as judged
 * @param where {@code pve/20010 10.10.20.10}, once a run has begun
 * @param sinceUs when it was judged last, or destroyed; microseconds since 1970
 * @param destroyed whether it was there and is no more; {@code where} tells where it was
 * @param drift what the last comparison with the record came to; empty if there was none since the
 *     last run
 * @param stopped what stopped its last run, if that did not end: step and run
 */
public record ServiceRow(
    String service,
    Map<Integer, Verdict> gates,
    Optional<String> where,
    long sinceUs,
    boolean destroyed,
    Optional<Drift> drift,
    Optional<Stopped> stopped,
    List<StatusObject> status) {
  /** How much differed, how much could not be seen, and when (microseconds since 1970). */
  public record Drift(int differences, int unseen, long atUs) {}

  /** A run that waits to be resumed. */
  public record Stopped(long run, String at) {}

  public ServiceRow {
    gates = Map.copyOf(gates);
    status = List.copyOf(status);
  }

  public Verdict verdict() {
    return status.stream().map(StatusObject::result).reduce(Verdict.OK, Verdict::and);
  }

  public Json.Obj json() {
    Json.Obj byGate = Json.object();
    for (int gate = 1; gate <= 4; gate++) {
      if (gates.containsKey(gate)) {
        byGate = byGate.with(Integer.toString(gate), gates.get(gate).name());
      }
    }
    return Json.object()
        .with("service", service)
        .with("gates", byGate)
        .withOptional("where", where, Json.Str::new)
        .with("since_us", sinceUs)
        .with("destroyed", destroyed)
        .withOptional(
            "drift",
            drift,
            d ->
                Json.object()
                    .with("differences", d.differences())
                    .with("unseen", d.unseen())
                    .with("at_us", d.atUs()))
        .withOptional(
            "stopped", stopped, s -> Json.object().with("run", s.run()).with("at", s.at()))
        .with("status", Json.array(status, StatusJson::write));
  }
}
