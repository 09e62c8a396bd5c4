package zone.otta.ralf.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.Platform;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Site;

/** What the service runs in. */
final class PlatformPolicies {
  private static final Pattern PRIVILEGED =
      Pattern.compile("(?<![\\p{L}-])privileg(?:ed|iert\\w*)\\b");
  private static final Pattern DENIED =
      Pattern.compile("\\b(?:un|non|nicht|kein\\w{0,2}|not?|never|nie|ohne|without)[- ]privileg");

  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "RALF-P001",
              "LXC, or a virtual machine with a reason",
              "LXC, oder eine virtuelle Maschine mit Begründung",
              PlatformPolicies::lxc),
          Rule.of(
              "RALF-P007",
              "the guest runs a long-term release",
              "der Gast läuft mit einem Langzeit-Release",
              PlatformPolicies::release),
          Rule.of(
              "RALF-P008",
              "containers are unprivileged",
              "Container sind unprivilegiert",
              PlatformPolicies::unprivileged));

  private PlatformPolicies() {}

  private static List<Finding> lxc(ServiceCard card, Site site) {
    Optional<Platform> wished = card.placement().platform().or(card::platform);
    if (wished.filter(p -> p == Platform.VM).isEmpty()) {
      return card.platform().filter(p -> p == Platform.VM).map(p -> disagree()).stream().toList();
    }
    CardPath at = card.placement().platform().isPresent() ? CardPath.PLATFORM : CardPath.MODEL;
    return List.of(card.placement().reasons().isEmpty() ? unjustified(at) : justified(at));
  }

  private static Finding disagree() {
    return Finding.warning(
            "RALF-P001",
            Text.of(
                "operating model and placement name different platforms",
                "Betriebsmodell und Platzierung nennen verschiedene Plattformen"))
        .at(CardPath.MODEL)
        .label(Text.of("the placement's LXC counts", "es gilt LXC aus der Platzierung"));
  }

  private static Finding unjustified(CardPath at) {
    return Finding.blocker(
            "RALF-P001",
            Text.of(
                "a virtual machine needs a reason",
                "eine virtuelle Maschine braucht eine Begründung"))
        .at(at)
        .label(Text.of("LXC comes first", "LXC hat Vorrang"))
        .help(
            Text.of(
                "use LXC, or add a section \"Why VM\"",
                "LXC verwenden oder einen Abschnitt \"Warum VM\" ergänzen"));
  }

  private static Finding justified(CardPath at) {
    return Finding.hint(
            "RALF-P001",
            Text.of(
                "a virtual machine is asked for, with a reason",
                "eine virtuelle Maschine ist verlangt und begründet"))
        .at(at)
        .label(Text.of("`plan` cannot build it", "`plan` kann sie nicht bauen"));
  }

  private static List<Finding> release(ServiceCard card, Site site) {
    if (card.release().isEmpty()) {
      return List.of(
          Finding.warning(
                  "RALF-P007",
                  Text.of(
                      "the card names no guest operating system",
                      "die Karte nennt kein Gastbetriebssystem"))
              .at(CardPath.MODEL)
              .label(Text.same("Ubuntu 24.04, Debian 12"))
              .note(
                  Text.of(
                      "the site's template would be used: " + site.template(),
                      "die Vorlage des Standorts würde benutzt: " + site.template())));
    }
    return card
        .release()
        .filter(r -> !r.longTermSupport())
        .map(PlatformPolicies::shortLived)
        .stream()
        .toList();
  }

  private static Finding shortLived(OsRelease release) {
    return Finding.blocker(
            "RALF-P007",
            Text.of(release + " is no long-term release", release + " ist kein Langzeit-Release"))
        .at(CardPath.MODEL)
        .label(Text.of("gets no updates for long", "bekommt nicht lange Aktualisierungen"))
        .help(
            Text.of(
                "use an LTS release, `Ubuntu 24.04`", "ein LTS-Release verwenden, `Ubuntu 24.04`"));
  }

  private static List<Finding> unprivileged(ServiceCard card, Site site) {
    if (privileged(card.model())) {
      return List.of(privileged(CardPath.MODEL));
    }
    List<String> notes = card.security().notes();
    for (int i = 0; i < notes.size(); i++) {
      if (privileged(notes.get(i))) {
        return List.of(privileged(CardPath.SECURITY.child("notes").index(i)));
      }
    }
    return List.of();
  }

  private static boolean privileged(String sentence) {
    String words = sentence.toLowerCase(Locale.ROOT);
    return PRIVILEGED.matcher(words).find() && !DENIED.matcher(words).find();
  }

  private static Finding privileged(CardPath at) {
    return Finding.blocker(
            "RALF-P008",
            Text.of(
                "the card asks for a privileged container",
                "die Karte verlangt einen privilegierten Container"))
        .at(at)
        .label(Text.of("its root would be the host's root", "sein root wäre der root des Hosts"))
        .help(
            Text.of(
                "RALF makes unprivileged containers only",
                "RALF legt nur unprivilegierte Container an"));
  }
}
