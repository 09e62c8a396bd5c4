package zone.otta.ralf.workspace.card;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;

/**
 * What a heading, or a key with a list below it, announces. Spellings are folded by {@link Words}.
 */
enum Section {
  PROFILE("dienstkartei", "service card", "dienstprofil", "service profile"),
  PORTS("ports", "port"),
  DEPENDENCIES("abhaengigkeiten", "abhaengigkeit", "dependencies"),
  RESOURCES("ressourcenprofil", "ressourcen", "resource profile", "resources"),
  SECURITY("security notizen", "security notes", "security defaults", "security"),
  SECRETS("credentials", "secrets"),
  PERSISTENT("persistente daten", "persistent data"),
  PLACEMENT("platzierung", "platzierungsvorschlag", "placement", "placement proposal"),
  REASONS("warum lxc", "why lxc", "warum vm", "why vm"),
  STATUS("statusobjekt", "status object"),
  /** Prose for people. */
  OTHER;

  private static final Pattern PHASE = Pattern.compile("^phase \\d{1,2} ?[:.] ?");

  private final List<String> words;

  Section(String... words) {
    this.words = List.of(words);
  }

  /** Whether its list items are {@code key: value}. */
  boolean keyed() {
    return this == PROFILE || this == RESOURCES || this == PLACEMENT;
  }

  /** The section that a heading opens: the heading is, or begins with, one of its words. */
  static Optional<Section> ofHeading(String text) {
    String folded = heading(text);
    return Arrays.stream(values())
        .filter(s -> s.words.stream().anyMatch(w -> begins(folded, w)))
        .findFirst()
        .or(() -> title(folded));
  }

  static String heading(String text) {
    return PHASE.matcher(Words.fold(text.replaceAll("^[# ]+|[# ]+$", ""))).replaceFirst("");
  }

  /** "PostgreSQL Dienstkartei": the title names the service first. */
  private static Optional<Section> title(String folded) {
    return folded.endsWith(" dienstkartei") || folded.endsWith(" service card")
        ? Optional.of(PROFILE)
        : Optional.empty();
  }

  private static boolean begins(String folded, String word) {
    return folded.equals(word)
        || (folded.startsWith(word) && " :+,&/".indexOf(folded.charAt(word.length())) >= 0);
  }

  /** The part of the card that the section's heading marks. */
  Optional<CardPath> path() {
    return switch (this) {
      case PORTS -> Optional.of(CardPath.PORTS);
      case DEPENDENCIES -> Optional.of(CardPath.DEPENDENCIES);
      case RESOURCES -> Optional.of(CardPath.RESOURCES);
      case SECURITY -> Optional.of(CardPath.SECURITY);
      case SECRETS -> Optional.of(CardPath.SECRETS);
      case PLACEMENT -> Optional.of(CardPath.PLACEMENT);
      case PROFILE, PERSISTENT, REASONS, STATUS, OTHER -> Optional.empty();
    };
  }

  static Optional<Section> ofKey(String folded) {
    return Arrays.stream(values()).filter(s -> s.words.contains(folded)).findFirst();
  }

  static List<String> allWords() {
    return Arrays.stream(values()).flatMap(s -> s.words.stream()).toList();
  }
}
