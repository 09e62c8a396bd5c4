package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.workspace.scan.ScanReport;
import zone.otta.ralf.workspace.scan.ScanReport.Skipped;
import zone.otta.ralf.workspace.scan.ScanReport.Why;

/** What {@code secrets scan} found, for people: a line for each place, never the line it is on. */
public final class ScanText {
  private static final int NAMED = 5;
  private final Style style;
  private final Language language;

  public ScanText(Style style, Language language) {
    this.style = style;
    this.language = language;
  }

  public List<String> lines(ScanRecord record) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < record.found().size(); i++) {
      lines.addAll(place(record.found().get(i), record.report().places().get(i).file()));
    }
    ScanReport report = record.report();
    if (report.notListed() > 0) {
      lines.add(
          say(
              report.notListed() + " more in these files are not listed",
              report.notListed() + " weitere in diesen Dateien sind nicht aufgeführt"));
    }
    lines.addAll(help(record.found()));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    for (Why why : Why.values()) {
      skipped(report, why).ifPresent(lines::addAll);
    }
    if (!report.kept().isEmpty()) {
      lines.addAll(
          list(
              say(
                  "places of secrets, their owner's only",
                  "Orte von Secrets, nur für ihren Besitzer"),
              report.kept()));
    }
    lines.add(last(record));
    return lines;
  }

  private List<String> place(Found found, String file) {
    String code = found.severity() + "[" + found.code() + "]";
    String where = found.span().map(p -> p.file() + ":" + p.line() + ":" + p.column()).orElse(file);
    String head = style.severity(found.severity(), code) + " " + style.bold(SafeText.of(where));
    var lines = new ArrayList<String>();
    lines.add(head);
    lines.addAll(Wrap.lines("  ", 2, SafeText.of(found.label()), style.width()));
    return lines;
  }

  /** Each advice once; one that names a file stands for its own. */
  private List<String> help(List<Found> found) {
    var advice = new LinkedHashSet<String>();
    found.forEach(f -> f.help().ifPresent(advice::add));
    var lines = new ArrayList<String>();
    for (String help : advice) {
      lines.addAll(Wrap.lines(style.faint("  = help: "), 10, SafeText.of(help), style.width()));
    }
    return lines;
  }

  private Optional<List<String>> skipped(ScanReport report, Why why) {
    List<String> files =
        report.skipped().stream().filter(s -> s.why() == why).map(Skipped::file).toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(
            list(say("not looked at, ", "nicht angesehen, ") + why.text().in(language), files));
  }

  private List<String> list(String title, List<String> files) {
    String named = String.join(", ", files.subList(0, Math.min(NAMED, files.size())));
    int rest = files.size() - NAMED;
    String more = rest > 0 ? say(" and " + rest + " more", " und " + rest + " weitere") : "";
    return Wrap.lines("", 0, SafeText.of(title + ": " + named + more), style.width());
  }

  private String last(ScanRecord record) {
    int files = record.report().files();
    String of = files + say(files == 1 ? " file" : " files", files == 1 ? " Datei" : " Dateien");
    int count = record.found().size() + record.report().notListed();
    if (count == 0) {
      return style.verdict(Verdict.OK) + ": " + of + say(", no findings.", ", keine Befunde.");
    }
    String head =
        style.verdict(record.verdict())
            + ": "
            + count
            + say(
                count == 1 ? " finding in " : " findings in ",
                count == 1 ? " Befund in " : " Befunde in ")
            + of
            + ".";
    String code =
        record.found().stream()
            .filter(f -> f.severity() == Severity.BLOCKER)
            .findFirst()
            .orElse(record.found().get(0))
            .code();
    return head + say("  More: ", "  Mehr: ") + "ralf explain " + code;
  }

  private String say(String en, String de) {
    return language == Language.DE ? de : en;
  }
}
