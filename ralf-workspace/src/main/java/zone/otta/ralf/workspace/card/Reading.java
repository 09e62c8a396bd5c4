package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;

/** What one reading of one file collects: findings and places. Not thread-safe. */
final class Reading {
  /** More findings of one severity than anybody reads; the rest is only counted. */
  static final int MOST = 50;

  private final String file;
  private final List<String> lines;
  private final Map<CardPath, Span> spans = new HashMap<>();
  private final Map<CardPath, Integer> counters = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Severity, Integer> seen = new EnumMap<>(Severity.class);

  Reading(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** Goes on where the text was made safe. */
  static Reading of(String file, SafeText text) {
    var reading = new Reading(file, text.lines());
    reading.spans.putAll(text.map().spans());
    text.findings().forEach(reading::add);
    return reading;
  }

  void add(Finding finding) {
    if (seen.merge(finding.severity(), 1, Integer::sum) <= MOST) {
      findings.add(finding);
    }
  }

  /** Whether further findings of this severity are only counted. */
  boolean full(Severity severity) {
    return seen.getOrDefault(severity, 0) >= MOST;
  }

  /** Counts findings that are not even made. */
  void leaveOut(Severity severity, int number) {
    seen.merge(severity, number, Integer::sum);
  }

  /** Remembers a place; the first one given for a path stays. */
  void mark(CardPath path, int line, int from, int to) {
    spans.putIfAbsent(path, span(line, from, to));
  }

  void mark(CardPath path, Passage.Range range) {
    mark(path, range.line(), range.from(), range.to());
  }

  /** A path of its own for a remark on a place that is no part of the model. */
  CardPath remark(CardPath around, Passage.Range range) {
    CardPath list = around.child("remark");
    CardPath path = list.index(counters.merge(list, 1, Integer::sum) - 1);
    mark(path, range);
    return path;
  }

  /** The next element of a list that grows while reading. */
  CardPath next(CardPath list, Passage.Range range) {
    CardPath path = list.index(counters.merge(list, 1, Integer::sum) - 1);
    mark(path, range);
    return path;
  }

  String line(int index) {
    return lines.get(index);
  }

  private Span span(int line, int from, int to) {
    String text = lines.get(line);
    int start = Math.clamp(from, 0, text.length());
    int end = Math.clamp(to, start, text.length());
    int column = text.codePointCount(0, start) + 1;
    return new Span(file, line + 1, column, column + text.codePointCount(start, end));
  }

  SourceMap map() {
    return new SourceMap(spans, lines);
  }

  /** In the order of the text; findings without a place first. */
  List<Finding> findings() {
    SourceMap map = map();
    var sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.comparingLong(f -> f.at().flatMap(map::span).map(Reading::order).orElse(0L)));
    int left = seen.values().stream().mapToInt(n -> Math.max(0, n - MOST)).sum();
    if (left > 0) {
      sorted.add(
          Finding.hint(
              "RALF-C017",
              Text.of(
                  left + " more findings are not shown", left + " weitere Befunde nicht gezeigt")));
    }
    return sorted;
  }

  private static long order(Span span) {
    return ((long) span.line() << 32) + span.column();
  }
}
