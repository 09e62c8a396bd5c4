package zone.otta.ralf.cli.render;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.history.Decision;
import zone.otta.ralf.history.RecordedChange;
import zone.otta.ralf.history.ServiceChange;
import zone.otta.ralf.history.ServiceRecord;
import zone.otta.ralf.journal.Event;

/** What became of services between two times, as people ask for it: what, and who. */
public final class ChangeText {
  private final Style style;
  private final Language language;
  private final List<String> lines = new ArrayList<>();

  public ChangeText(Style style, Language language) {
    this.style = style;
    this.language = language;
  }

  private String say(String en, String de) {
    return language == Language.DE ? de : en;
  }

  public List<String> lines(List<ServiceChange> changes, Instant from, Instant to) {
    lines.add(
        say("recorded from ", "aufgezeichnet von ")
            + seconds(from)
            + say(" to ", " bis ")
            + seconds(to));
    if (changes.isEmpty()) {
      lines.add(say("No service was known.", "Kein Dienst war bekannt."));
    }
    changes.forEach(this::service);
    return lines;
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void service(ServiceChange change) {
    lines.add("");
    String name = style.bold(SafeText.of(change.after().service().value()));
    if (!change.anything()) {
      lines.add(name + say(": nothing changed", ": nichts geändert"));
      return;
    }
    lines.add(name + ": " + summary(change));
    objects(change.objects());
    lost(change.before());
    lost(change.after());
    change
        .gates()
        .forEach(
            (gate, v) ->
                lines.add(
                    "  Gate "
                        + gate
                        + ": "
                        + verdict(v.before())
                        + style.arrow()
                        + verdict(v.after())));
    drift(change);
    change
        .renewedSecrets()
        .forEach(
            (reference, run) ->
                add(
                    "  ",
                    say("secret ", "Geheimnis ")
                        + reference
                        + say(": renewed by run ", ": erneuert von Lauf ")
                        + run));
    if (!change.before().certificate().equals(change.after().certificate())) {
      lines.add(
          "  "
              + say("certificate: ", "Zertifikat: ")
              + sum(change.before().certificate())
              + style.arrow()
              + sum(change.after().certificate()));
    }
    decisions(change.decisions());
  }

  private String summary(ServiceChange change) {
    ServiceRecord after = change.after();
    if (!change.before().known()) {
      return say("not known before", "vorher nicht bekannt")
          + after.made().map(m -> say("; made by run ", "; gemacht von Lauf ") + m.run()).orElse("")
          + after.where().map(w -> " (" + w + ")").orElse("");
    }
    if (!change.before().removedBy().equals(after.removedBy()) && after.removedBy().isPresent()) {
      return say("removed by run ", "entfernt von Lauf ") + after.removedBy().get();
    }
    if (change.before().made().equals(after.made())) {
      return say("as it was made", "wie es gemacht war")
          + after.made().map(m -> say(" by run ", " von Lauf ") + m.run()).orElse("");
    }
    return say("run ", "Lauf ")
        + run(change.before())
        + style.arrow()
        + say("run ", "Lauf ")
        + run(after);
  }

  private static String run(ServiceRecord record) {
    return record.made().map(m -> Long.toString(m.run())).orElse("-");
  }

  private void objects(List<RecordedChange> changes) {
    String object = "";
    for (RecordedChange change : changes) {
      if (change.field().equals(Difference.PRESENCE)) {
        String sign = change.after().equals(Difference.PRESENT) ? "  + " : "  - ";
        add(sign, change.object());
        continue;
      }
      if (!change.object().equals(object)) {
        add("  ~ ", change.object());
        object = change.object();
      }
      field(change.field(), change.before(), change.after());
    }
  }

  private void field(String field, String before, String after) {
    add(
        "      ",
        FieldWords.field(field, language)
            + ": "
            + FieldWords.value(before, language)
            + style.arrow()
            + FieldWords.value(after, language));
  }

  private void add(String indent, String text) {
    lines.addAll(Wrap.lines(indent, indent.length() + 2, SafeText.of(text), style.width()));
  }

  private void lost(ServiceRecord record) {
    if (record.planLost()) {
      add(
          "  ? ",
          say("what run ", "was Lauf ")
              + run(record)
              + say(" made is not known: its plan ", " machte, ist nicht bekannt: sein Plan ")
              + record.made().orElseThrow().hash().shortForm()
              + say(
                  " is not in the state directory, or not as it was",
                  " ist nicht im Zustandsverzeichnis oder nicht, wie er war"));
    }
  }

  private String verdict(Optional<Verdict> verdict) {
    return verdict.map(style::verdict).orElse("-");
  }

  private static String sum(Optional<Sha256> sum) {
    return sum.map(Sha256::shortForm).orElse("-");
  }

  private void drift(ServiceChange change) {
    if (!change.driftChanged()) {
      return;
    }
    lines.add(
        "  Drift: "
            + drift(change.before().drift())
            + style.arrow()
            + drift(change.after().drift()));
    for (Difference d : change.newDrift()) {
      add("    ~ ", d.object());
      field(d.field(), d.recorded(), d.found());
    }
  }

  private String drift(Optional<Event.Drifted> drift) {
    return drift
        .map(d -> counted(d.differences().size(), d.unseen().size()))
        .orElseGet(() -> say("not compared", "nicht verglichen"));
  }

  private String counted(int differences, int unseen) {
    String count =
        differences == 0
            ? say("no difference", "keine Abweichung")
            : differences == 1
                ? say("1 difference", "1 Abweichung")
                : differences + say(" differences", " Abweichungen");
    return unseen == 0
        ? count
        : count + say(", " + unseen + " not seen", ", " + unseen + " ungesehen");
  }

  private void decisions(List<Decision> decisions) {
    boolean first = true;
    for (Decision decision : decisions) {
      Optional<String> text = text(decision);
      if (text.isPresent()) {
        if (first) {
          lines.add("");
          first = false;
        }
        String by = decision.by().map(b -> " [" + b + "]").orElse("");
        String head = "  " + seconds(ChangeRecord.at(decision)) + "  ";
        lines.addAll(Wrap.lines(head, head.length(), SafeText.of(text.get() + by), style.width()));
      }
    }
  }

  /** A gate that was judged as before says nothing new. */
  private Optional<String> text(Decision decision) {
    return switch (decision) {
      case Decision.Approved d -> Optional.of(approved(d));
      case Decision.Ran d ->
          Optional.of(
              say("run ", "Lauf ")
                  + d.run()
                  + say(" of plan ", " von Plan ")
                  + d.plan().shortForm()
                  + ChangeRecord.operation(d).map(o -> " (" + o + ")").orElse("")
                  + ": "
                  + end(d.end()));
      case Decision.Judged d ->
          Optional.of("Gate " + d.gate() + ": " + d.verdict())
              .filter(t -> !d.before().equals(Optional.of(d.verdict())));
      case Decision.Compared d ->
          Optional.of(
              say("compared with run ", "verglichen mit Lauf ")
                  + d.run()
                  + ": "
                  + counted(d.differences().size(), d.unseen().size()));
    };
  }

  private String approved(Decision.Approved d) {
    String codes = d.approval().accepted().stream().map(Code::id).collect(Collectors.joining(", "));
    return say("plan ", "Plan ")
        + d.approval().plan().shortForm()
        + say(" approved by ", " freigegeben von ")
        + d.approval().actor()
        + (codes.isEmpty() ? "" : say(", accepting ", ", nimmt an: ") + codes);
  }

  private String end(Decision.End end) {
    return switch (end) {
      case COMPLETED -> say("completed", "abgeschlossen");
      case STOPPED -> say("stopped", "angehalten");
      case OPEN -> say("not ended", "nicht beendet");
    };
  }
}
