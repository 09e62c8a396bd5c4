package zone.otta.ralf.workspace.card;

import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/** The findings of reading, worded once. */
final class Remarks {
  private Remarks() {}

  static Finding unreadable(CardPath at, String key, Text expected) {
    return Finding.blocker(
            "RALF-C010",
            Text.of(
                "the value of " + key + " is not readable",
                "der Wert von " + key + " ist nicht lesbar"))
        .at(at)
        .label(Text.of("expected: " + expected.en(), "erwartet: " + expected.de()));
  }

  static Finding missing(CardPath at, String key, String example) {
    return Finding.blocker(
            "RALF-C007",
            Text.of("the card does not say " + key, "die Karte nennt " + key + " nicht"))
        .at(at)
        .help(Text.of("add `" + example + "`", "`" + example + "` ergänzen"));
  }

  static Finding duplicate(CardPath at, String key) {
    return Finding.blocker(
            "RALF-C009", Text.of(key + " is given twice", key + " ist zweimal angegeben"))
        .at(at)
        .label(Text.of("given before", "schon angegeben"))
        .help(Text.of("keep one of them", "eine der Angaben streichen"));
  }

  static Finding noUnit(CardPath at, String key, long mib) {
    return Finding.hint(
            "RALF-C011",
            Text.of(
                key + " has no unit: MB is taken", key + " hat keine Einheit: MB wird angenommen"))
        .at(at)
        .help(Text.of("write `" + mib + " MB`", "`" + mib + " MB` schreiben"));
  }

  static Finding unknownKey(CardPath at, String key) {
    return Finding.hint("RALF-C012", Text.of("unknown key " + key, "unbekannter Schlüssel " + key))
        .at(at)
        .label(Text.of("not read", "wird nicht gelesen"));
  }

  static Finding misspelt(CardPath at, String key, String nearest) {
    return Finding.warning(
            "RALF-C012", Text.of("unknown key " + key, "unbekannter Schlüssel " + key))
        .at(at)
        .label(Text.of("did you mean `" + nearest + "`?", "war `" + nearest + "` gemeint?"));
  }

  static Finding notUnderstood(CardPath at, Text section) {
    return Finding.hint(
            "RALF-C013",
            Text.of(
                "a line under " + section.en() + " says nothing RALF understands",
                "eine Zeile unter " + section.de() + " sagt nichts, was RALF versteht"))
        .at(at)
        .label(Text.of("kept for people", "nur für Menschen"));
  }
}
