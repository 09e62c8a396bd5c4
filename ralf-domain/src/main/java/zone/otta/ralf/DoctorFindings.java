package zone.otta.ralf;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;

/** What only a checkup says. */
final class DoctorFindings {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int OLDEST_MAJOR = 8;
  private static final int OLDEST_MINOR = 4;
  private static final int NEWEST_MAJOR = 9;
  private static final long NOTICED_SECONDS = 30;

  private DoctorFindings() {}

  static Predicate<NodeInventory.Storage> wanted(Site site) {
    return s ->
        switch (s.content()) {
          case ROOTDIR -> s.name().equals(site.rootfsStorage());
          case VZTMPL -> s.name().equals(site.templateStorage());
        };
  }

  static Finding noSecret(SecretReference reference) {
    return Finding.blocker(
            "RALF-N006",
            Text.of(
                "the secret " + reference + " that ralf.yaml names is not there",
                "das Geheimnis " + reference + ", das ralf.yaml nennt, ist nicht da"))
        .help(
            Text.of(
                "put it there: a variable of this environment, or a file of the workspace with mode 0600",
                "dort ablegen: als Variable dieser Umgebung oder als Datei des Arbeitsbereichs mit Modus 0600"));
  }

  /** Nothing about 8.4 and 9: those were recorded. */
  static List<Finding> version(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (numbers.matches()) {
      int major = Integer.parseInt(numbers.group(1));
      int minor = Integer.parseInt(numbers.group(2));
      if (major == OLDEST_MAJOR && minor >= OLDEST_MINOR
          || major > OLDEST_MAJOR && major <= NEWEST_MAJOR) {
        return List.of();
      }
    }
    return List.of(
        Finding.warning(
                "RALF-W090",
                Text.of(
                    "RALF knows Proxmox VE 8.4 and 9; this is " + version,
                    "RALF kennt Proxmox VE 8.4 und 9; dies ist " + version))
            .help(
                Text.of(
                    "read a plan closely before you approve it; an answer RALF does not know stops it",
                    "einen Plan vor der Freigabe genau lesen; eine Antwort, die RALF nicht kennt, hält es an")));
  }

  static List<Finding> clock(long secondsApart) {
    return secondsApart < NOTICED_SECONDS
        ? List.of()
        : List.of(
            Finding.warning(
                    "RALF-W091",
                    Text.of(
                        "the node's clock and this machine's are " + secondsApart + " s apart",
                        "die Uhren des Knotens und dieses Rechners gehen "
                            + secondsApart
                            + " s auseinander"))
                .help(
                    Text.of(
                        "let both follow a time server (`chronyc tracking`, `timedatectl`); beyond 300 s signed DNS updates are refused",
                        "beide einem Zeitserver folgen lassen (`chronyc tracking`, `timedatectl`); jenseits von 300 s werden signierte DNS-Änderungen abgelehnt")));
  }
}
