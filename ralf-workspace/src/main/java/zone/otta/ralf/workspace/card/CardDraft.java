package zone.otta.ralf.workspace.card;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.PlacementWish;
import zone.otta.ralf.card.Resources;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;

/** Makes the card out of what the sections gave. */
final class CardDraft {
  private final Reading reading;
  private final KeyedValues keyed;
  private final SectionLines lines;

  CardDraft(Reading reading, KeyedValues keyed, SectionLines lines) {
    this.reading = reading;
    this.keyed = keyed;
    this.lines = lines;
  }

  /** Empty if the card names no service. */
  Optional<ServiceCard> card() {
    Optional<ServiceName> service =
        keyed.read(
            CardPath.SERVICE,
            Text.of(
                "a name of lower-case letters, digits and hyphens, no path",
                "ein Name aus Kleinbuchstaben, Ziffern und Bindestrichen, kein Pfad"),
            ServiceName::parse);
    if (keyed.value(CardPath.SERVICE).isEmpty()) {
      reading.add(Remarks.missing(CardPath.CARD, "Dienst/Service", "- Dienst: `name`"));
    }
    Resources resources = resources();
    PlacementWish placement = placement();
    Optional<Integer> group = keyed.read(CardPath.GROUP, Text.same("0..255"), CardDraft::octet);
    return service.map(s -> card(s, group, resources, placement));
  }

  private ServiceCard card(
      ServiceName service, Optional<Integer> group, Resources resources, PlacementWish placement) {
    String model = keyed.value(CardPath.MODEL).map(Value::all).orElse("");
    return new ServiceCard(
        service,
        keyed.value(CardPath.PURPOSE).map(Value::all).orElse(""),
        model,
        Scalars.platform(model),
        OsRelease.find(model),
        group,
        lines.ports(),
        lines.exposure(),
        lines.dependencies(),
        resources,
        lines.security(),
        lines.secrets(),
        placement,
        lines.status());
  }

  private Resources resources() {
    require(CardPath.CPU, "CPU", "- CPU: `2`");
    require(CardPath.RAM, "RAM", "- RAM: `2048 MB`");
    require(CardPath.ROOTFS, "RootFS", "- RootFS: `16 GB`");
    return new Resources(
        keyed.read(
            CardPath.CPU,
            Text.of("a number of cores, `2`", "eine Anzahl Kerne, `2`"),
            Scalars::cpu),
        keyed.memory(CardPath.RAM),
        keyed.storage(CardPath.ROOTFS),
        keyed.memory(CardPath.SWAP),
        keyed.volumes());
  }

  private void require(CardPath path, String key, String example) {
    if (keyed.value(path).isEmpty()) {
      reading.add(Remarks.missing(path, key, example));
    }
  }

  private PlacementWish placement() {
    Text ctid = Text.same("`20010`, `x*1000+y`");
    Optional<CtidWords> number = keyed.read(CardPath.CTID, ctid, CtidWords::parse);
    Optional<CtidWords> rule = keyed.read(CardPath.CTID_RULE, ctid, CtidWords::parse);
    return new PlacementWish(
        keyed.read(
            CardPath.HOSTNAME,
            Text.of("one label of a host name (RFC 1123)", "ein Label eines Hostnamens (RFC 1123)"),
            t -> HostName.parse(t.toLowerCase(Locale.ROOT))),
        keyed.read(
            CardPath.ADDRESS,
            Text.of(
                "an IPv4 address with prefix, `10.10.20.10/16`",
                "eine IPv4-Adresse mit Präfix, `10.10.20.10/16`"),
            Ipv4Interface::parse),
        keyed.read(
            CardPath.DNS,
            Text.of("a DNS name, `postgres.otta.zone`", "ein DNS-Name, `postgres.otta.zone`"),
            CardDraft::dnsName),
        number.flatMap(CtidWords::number),
        rule.flatMap(CtidWords::rule),
        keyed.read(
            CardPath.GATEWAY, Text.of("an IPv4 address", "eine IPv4-Adresse"), Ipv4Address::parse),
        keyed.read(CardPath.DHCP, Text.of("`yes` or `no`", "`ja` oder `nein`"), Scalars::truth),
        keyed.read(CardPath.PLATFORM, Text.same("`LXC`, `VM`"), Scalars::platform),
        List.copyOf(lines.reasons()));
  }

  private static Optional<DnsName> dnsName(String text) {
    String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return DnsName.parse(bare.toLowerCase(Locale.ROOT));
  }

  private static Optional<Integer> octet(String text) {
    return text.matches("\\d{1,3}")
        ? Optional.of(Integer.parseInt(text)).filter(n -> n <= 255)
        : Optional.empty();
  }
}
