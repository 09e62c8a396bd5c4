package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.drift.ChangedLines;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.drift.DriftReport;
import zone.otta.ralf.drift.Unseen;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.placement.Placement;

/**
 * The drift of one service as it is printed, as JSON or for people.
 *
 * @param where {@code 20010 10.10.20.10}
 * @param next the command that sets it right
 */
public record DriftRecord(DriftReport report, String where, String next, List<Found> findings) {
  public DriftRecord {
    findings = List.copyOf(findings);
  }

  public static DriftRecord of(
      DriftReport report, Placement placement, String next, Language language) {
    var findings = new ArrayList<Finding>(report.findings());
    report.unseen().stream().map(Unseen::why).distinct().forEach(findings::add);
    return new DriftRecord(
        report,
        placement.ctid() + " " + placement.address().address(),
        next,
        Found.all(findings, language));
  }

  /** All services of one call. */
  public static Json.Obj document(List<DriftRecord> records, int commands) {
    return Json.object()
        .with("services", Json.array(records, DriftRecord::json))
        .with("remote_commands", commands);
  }

  private Json json() {
    return Json.object()
        .with("service", report.service().value())
        .with("result", report.result().name())
        .with("run", report.run())
        .with("where", where)
        .with("observed", report.observed())
        .with("differences", Json.array(report.differences(), DriftRecord::json))
        .with("unseen", Json.strings(report.unseen().stream().map(Unseen::object).toList()))
        .with("files", Json.array(report.files(), DriftRecord::json))
        .with("findings", Json.array(findings, Found::json));
  }

  private static Json json(Difference d) {
    return Json.object()
        .with("object", d.object())
        .with("field", d.field())
        .with("recorded", d.recorded())
        .with("found", d.found())
        .with("remedy", d.remedy().name());
  }

  private static Json json(ChangedLines file) {
    return Json.object()
        .with("path", file.path().value())
        .with(
            "lines",
            Json.array(
                file.lines(),
                c ->
                    Json.object()
                        .with("line", c.at())
                        .withOptional("recorded", c.wanted(), Json.Str::new)
                        .withOptional("found", c.found(), Json.Str::new)));
  }
}
