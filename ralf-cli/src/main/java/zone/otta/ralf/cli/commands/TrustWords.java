package zone.otta.ralf.cli.commands;

import java.util.List;
import zone.otta.ralf.cli.wiring.ScannedHost;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/** What {@code ralf trust} asks and why it refuses. */
final class TrustWords {
  private TrustWords() {}

  static Text question(ScannedHost host) {
    return host.certificate()
        ? Text.of(
            "Is this the certificate of " + host.alias() + "? Type yes:",
            "Ist das das Zertifikat von " + host.alias() + "? ja eingeben:")
        : Text.of(
            "Is this the key of " + host.alias() + "? Type yes:",
            "Ist das der Schlüssel von " + host.alias() + "? ja eingeben:");
  }

  static Finding other(ScannedHost host) {
    return Finding.blocker(
            "RALF-W051",
            Text.of(
                host.alias() + " shows another key: " + host.fingerprint(),
                host.alias() + " zeigt einen anderen Schlüssel: " + host.fingerprint()))
        .help(
            Text.of(
                "find out who answers at " + host.target() + "; do not go on",
                "herausfinden, wer unter " + host.target() + " antwortet; nicht weitermachen"));
  }

  static Finding changed(ScannedHost host, List<String> known) {
    String trusted = String.join(", ", known);
    return Finding.blocker("RALF-W004", changed(host))
        .note(Text.of("trusted: " + trusted, "vertraut: " + trusted))
        .note(Text.of("shown: " + host.fingerprint(), "gezeigt: " + host.fingerprint()))
        .help(
            host.certificate()
                ? Text.of(
                    "if the server renewed its certificate: read the fingerprint at its own console (Proxmox VE: pvenode cert info), then ralf trust --fingerprint SHA256:...",
                    "hat der Server sein Zertifikat erneuert: den Fingerabdruck an seiner eigenen Konsole lesen (Proxmox VE: pvenode cert info), dann ralf trust --fingerprint SHA256:...")
                : Text.of(
                    "if the node was installed anew: read the fingerprint at its console, then ralf trust --fingerprint SHA256:...",
                    "wurde der Knoten neu installiert: den Fingerabdruck an seiner Konsole lesen, dann ralf trust --fingerprint SHA256:..."));
  }

  private static Text changed(ScannedHost host) {
    return host.certificate()
        ? Text.of(
            "the certificate of "
                + host.alias()
                + " is another than the trusted one: somebody may be in between",
            "das Zertifikat von "
                + host.alias()
                + " ist ein anderes als das vertraute: jemand könnte dazwischen sitzen")
        : Text.of(
            "the host key of "
                + host.alias()
                + " is another than the trusted one: somebody may be in between",
            "der Host-Schlüssel von "
                + host.alias()
                + " ist ein anderer als der vertraute: jemand könnte dazwischen sitzen");
  }

  static Finding unasked(ScannedHost host) {
    return Finding.blocker(
            "RALF-W052",
            host.certificate()
                ? Text.of(
                    "the certificate of " + host.alias() + " was not accepted",
                    "das Zertifikat von " + host.alias() + " wurde nicht angenommen")
                : Text.of(
                    "the host key of " + host.alias() + " was not accepted",
                    "der Host-Schlüssel von " + host.alias() + " wurde nicht angenommen"))
        .help(Text.same("ralf trust --fingerprint " + host.fingerprint()));
  }

  static Finding notBySsh(int ctid) {
    return Finding.blocker(
            "RALF-W016",
            Text.of(
                "container " + ctid + " is not entered by SSH",
                "Container " + ctid + " wird nicht über SSH betreten"))
        .help(
            Text.of(
                "only sites with `adapter: api` have keys of containers, and only for ids that follow from an address",
                "nur Standorte mit `adapter: api` haben Schlüssel von Containern, und nur für Nummern, die aus einer Adresse folgen"));
  }
}
