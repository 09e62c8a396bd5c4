package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.drift.ChangedLines;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.drift.Difference.Remedy;
import zone.otta.ralf.drift.Unseen;
import zone.otta.ralf.plan.LineDifference;

/** The drift of services as people read it: object, field, how it was, how it is. */
public final class DriftText {
  private final Style style;
  private final Language language;

  public DriftText(Style style, Language language) {
    this.style = style;
    this.language = language;
  }

  private String say(String en, String de) {
    return language == Language.DE ? de : en;
  }

  /**
   * One service.
   *
   * @param verbose also the lines of changed files
   */
  public List<String> lines(DriftRecord record, boolean verbose) {
    var lines = new ArrayList<String>();
    lines.add(
        style.bold(SafeText.of(record.report().service().value() + " (" + record.where() + ")"))
            + say(", compared with run ", ", verglichen mit Lauf ")
            + record.report().run());
    if (!record.report().differences().isEmpty()) {
      lines.add("");
    }
    String object = "";
    for (Difference d : record.report().differences()) {
      if (!d.object().equals(object)) {
        lines.add("  ~ " + SafeText.of(d.object()));
        object = d.object();
      }
      lines.addAll(difference(d));
    }
    if (verbose) {
      record.report().files().forEach(f -> lines.addAll(file(f)));
    }
    unseen(record, lines);
    lines.add("");
    lines.add("  " + counts(record));
    lines.add("");
    return lines;
  }

  private List<String> difference(Difference d) {
    String text =
        FieldWords.field(d.field(), language)
            + ": "
            + FieldWords.value(d.recorded(), language)
            + style.arrow()
            + FieldWords.value(d.found(), language)
            + remedy(d.remedy());
    return Wrap.lines("      ", 8, SafeText.of(text), style.width());
  }

  private String remedy(Remedy remedy) {
    return switch (remedy) {
      case PLAN -> "";
      case BLOCKED -> say(" (stops the plan)", " (hält den Plan auf)");
      case PERSON -> say(" (left alone)", " (bleibt unberührt)");
    };
  }

  private List<String> file(ChangedLines file) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("  " + SafeText.of(file.path().value()));
    for (LineDifference.Change change : file.lines()) {
      String at = String.format("%5d ", change.at());
      change.wanted().ifPresent(l -> lines.add(at + "- " + SafeText.of(l)));
      change.found().ifPresent(l -> lines.add(at + "+ " + SafeText.of(l)));
    }
    return lines;
  }

  private void unseen(DriftRecord record, List<String> lines) {
    if (record.report().unseen().isEmpty()) {
      return;
    }
    lines.add("");
    String names =
        String.join(", ", record.report().unseen().stream().map(Unseen::object).toList());
    lines.addAll(
        Wrap.lines("  ? ", 4, SafeText.of(say("unknown: ", "unbekannt: ") + names), style.width()));
  }

  private String counts(DriftRecord record) {
    int fields = record.report().differences().size();
    int objects =
        (int) record.report().differences().stream().map(Difference::object).distinct().count();
    int all = record.report().observed();
    int seen = Math.max(0, all - record.report().unseen().size());
    String english =
        fields == 0
            ? "no difference"
            : number(fields, "difference", "differences")
                + " in "
                + number(objects, "object", "objects");
    String german =
        fields == 0
            ? "keine Abweichung"
            : number(fields, "Abweichung", "Abweichungen")
                + " an "
                + number(objects, "Objekt", "Objekten");
    return say(
        english + "; " + seen + " of " + all + " recorded objects seen",
        german + "; " + seen + " von " + all + " verzeichneten Objekten gesehen");
  }

  private static String number(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** What it comes to, and the next command. */
  public List<String> end(List<DriftRecord> records, int commands) {
    var lines = new ArrayList<String>();
    lines.add(
        say("asked with ", "gefragt mit ")
            + commands
            + say(
                commands == 1 ? " command" : " commands", commands == 1 ? " Befehl" : " Befehlen"));
    for (DriftRecord record : records) {
      lines.addAll(Wrap.lines("", 2, SafeText.of(verdict(record)), style.width()));
    }
    return lines;
  }

  private String verdict(DriftRecord record) {
    String service = record.report().service().value();
    return switch (record.report().result()) {
      case NONE -> service + say(": no drift.", ": keine Abweichung.");
      case UNKNOWN ->
          service
              + say(
                  ": unknown. Nothing differs of what was seen, but not everything was.",
                  ": unbekannt. Nichts Gesehenes weicht ab, aber nicht alles war zu sehen.");
      case DRIFT ->
          service
              + say(": drift.", ": weicht ab.")
              + (record.report().differences().stream().anyMatch(d -> d.remedy() != Remedy.PERSON)
                  ? say("  Next: ", "  Weiter: ") + record.next()
                  : "");
    };
  }
}
