package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.json.Json;

/** Where a demo's names are written. */
public enum Naming {
  /** In the lab's own name server, by signed updates. */
  RFC2136("dns", List.of("keySecretFile:tsig")) {
    @Override
    Optional<Text> emulated() {
      return Optional.empty();
    }

    @Override
    String yaml(Json.Obj status) {
      LabJson dns = new LabJson(status).part("dns");
      return """
      dns:
        adapter: rfc2136
        server: %s
        port: %d
        key_name: %s
        algorithm: %s
        key_secret: file:secrets/tsig
        reverse_zone: 10.10.in-addr.arpa
        resolver_host: %s
        resolver_port: %d
      """
          .formatted(
              dns.text("host"),
              dns.number("port"),
              dns.text("keyName"),
              dns.text("algorithm"),
              dns.text("host"),
              dns.number("port"));
    }
  },
  /** In the overrides of the lab's emulated OPNsense. */
  OPNSENSE("opnsense", List.of("keyFile:opnsense-key", "secretFile:opnsense")) {
    @Override
    Optional<Text> emulated() {
      return Optional.of(
          Text.of(
              "names: host overrides, OPNsense and its Unbound emulated",
              "Namen: Host-Overrides, OPNsense und sein Unbound nachgebildet"));
    }

    @Override
    String yaml(Json.Obj status) {
      LabJson firewall = new LabJson(status).part("opnsense");
      return """
      # emulated by the lab
      dns:
        adapter: opnsense
        host: %s
        port: %d
        key: file:secrets/opnsense-key
        secret: file:secrets/opnsense
        fingerprint: %s
        dns_port: %d
        resolvers: ["%s:%d"]
      """
          .formatted(
              firewall.text("host"),
              firewall.number("port"),
              firewall.text("fingerprint"),
              firewall.number("dnsPort"),
              firewall.text("host"),
              firewall.number("dnsPort"));
    }
  };

  private final String part;
  private final List<String> files;

  /**
   * @param part of the lab's status
   * @param files of that part: its name there, and that of the secret it becomes
   */
  Naming(String part, List<String> files) {
    this.part = part;
    this.files = files;
  }

  /** What is to be said of it beforehand, if it is emulated. */
  abstract Optional<Text> emulated();

  /** The part {@code dns} of {@code ralf.yaml} for a lab. */
  abstract String yaml(Json.Obj status);

  /** The secrets it needs: a file of the lab, and the name it has in the workspace. */
  List<Taken> secrets(Json.Obj status) {
    LabJson lab = new LabJson(status).part(part);
    return files.stream()
        .map(f -> f.split(":"))
        .map(words -> new Taken(lab.text(words[0]), words[1]))
        .toList();
  }

  /** A file of the lab that becomes a secret of the workspace. */
  record Taken(String file, String name) {}
}
