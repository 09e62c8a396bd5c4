package zone.otta.ralf.doctor;

import java.util.Locale;
import zone.otta.ralf.diagnostics.Text;

/** What a checkup looks at, in its order; the lower-case name is the word in JSON. */
public enum Subject {
  SITE(Text.same("ralf.yaml")),
  STATE(Text.of("state directory", "Zustandsordner")),
  SECRETS(Text.of("secrets", "Geheimnisse")),
  NODE(Text.of("node", "Knoten")),
  CLOCK(Text.of("clock", "Uhr")),
  RIGHTS(Text.of("rights", "Rechte")),
  STORAGE(Text.of("storage", "Speicher")),
  TEMPLATE(Text.of("template", "Vorlage")),
  FIREWALL(Text.same("firewall")),
  RESOLVER(Text.of("resolver", "Resolver")),
  ZONE(Text.of("zone", "Zone")),
  UPDATES(Text.of("DNS updates", "DNS-Änderungen")),
  OUTSIDE(Text.of("outside probe", "Außenprobe"));

  private final Text title;

  Subject(Text title) {
    this.title = title;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Text title() {
    return title;
  }
}
