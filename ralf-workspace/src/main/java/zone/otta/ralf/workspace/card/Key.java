package zone.otta.ralf.workspace.card;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.CardPath;

/** The keys with one value that a card knows, in every spelling (folded by {@link Words}). */
enum Key {
  SERVICE(CardPath.SERVICE, "dienst", "service"),
  PURPOSE(CardPath.PURPOSE, "zweck", "purpose"),
  MODEL(CardPath.MODEL, "betriebsmodell", "operating model"),
  GROUP(CardPath.GROUP, "funktionsgruppe", "function group"),
  CPU(CardPath.CPU, "cpu"),
  RAM(CardPath.RAM, "ram"),
  ROOTFS(CardPath.ROOTFS, "rootfs", "root fs"),
  SWAP(CardPath.SWAP, "swap"),
  VOLUME(CardPath.VOLUMES, "datenvolume", "data volume"),
  HOSTNAME(CardPath.HOSTNAME, "hostname", "host name"),
  ADDRESS(CardPath.ADDRESS, "ip", "ip adresse", "ip address"),
  DNS(CardPath.DNS, "dns", "fqdn", "dns name"),
  CTID(CardPath.CTID, "ctid", "vmid", "ctid/vmid", "ctid ergebnis", "ctid result"),
  CTID_RULE(
      CardPath.CTID_RULE,
      "ctid/vmid regel",
      "ctid regel",
      "ctid formel",
      "ctid rule",
      "ctid/vmid rule",
      "ctid formula"),
  GATEWAY(CardPath.GATEWAY, "gateway"),
  DHCP(CardPath.DHCP, "dhcp"),
  PLATFORM(CardPath.PLATFORM, "plattform", "platform"),
  TLS(CardPath.TLS, "tls");

  private final CardPath path;
  private final List<String> words;

  Key(CardPath path, String... words) {
    this.path = path;
    this.words = List.of(words);
  }

  CardPath path() {
    return path;
  }

  List<String> words() {
    return words;
  }

  static Optional<Key> of(String folded) {
    return Arrays.stream(values()).filter(k -> k.words.contains(folded)).findFirst();
  }

  static List<String> allWords() {
    return Arrays.stream(values()).flatMap(k -> k.words.stream()).toList();
  }
}
