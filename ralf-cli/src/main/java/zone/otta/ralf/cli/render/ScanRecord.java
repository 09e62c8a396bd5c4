package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.scan.ScanReport;
import zone.otta.ralf.workspace.scan.ScanReport.Position;
import zone.otta.ralf.workspace.scan.ScanReport.Skipped;

/**
 * What {@code secrets scan} found, as it is printed.
 *
 * @param directory as the person named it
 * @param found the report's places in the reader's language, in the same order
 */
public record ScanRecord(String directory, ScanReport report, List<Found> found) {
  public ScanRecord {
    found = List.copyOf(found);
  }

  public Verdict verdict() {
    return report.verdict();
  }

  public Json.Obj json() {
    var findings = new ArrayList<Json>();
    for (int i = 0; i < found.size(); i++) {
      findings.add(json(i));
    }
    return Json.object()
        .with("verdict", verdict().name())
        .with("directory", directory)
        .with("files", report.files())
        .with("bytes", report.bytes())
        .with("findings", Json.array(findings, f -> f))
        .with("not_listed", report.notListed())
        .with("skipped", Json.array(report.skipped(), ScanRecord::json))
        .with("kept", Json.strings(report.kept()));
  }

  private Json.Obj json(int i) {
    Json.Obj json = found.get(i).json().with("file", report.places().get(i).file());
    return report.places().get(i).position().map(p -> described(json, p)).orElse(json);
  }

  private static Json.Obj described(Json.Obj json, Position position) {
    return json.with("kind", position.kind().id())
        .withOptional("key", position.key(), Json.Str::new)
        .with("length", position.length());
  }

  private static Json.Obj json(Skipped skipped) {
    return Json.object().with("file", skipped.file()).with("why", skipped.why().name());
  }
}
