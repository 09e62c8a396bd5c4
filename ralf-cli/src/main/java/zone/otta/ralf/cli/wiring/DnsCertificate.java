package zone.otta.ralf.cli.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.dns.opnsense.OpnsenseDns;
import zone.otta.ralf.dns.pihole.PiholeDns;
import zone.otta.ralf.http.CertificateScan;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.workspace.trust.CertificatePins;

/** Whom to believe where names are kept over HTTPS. */
final class DnsCertificate {
  private DnsCertificate() {}

  /**
   * What the server shows now; empty where the site itself says whom to believe. Nothing is
   * requested, and neither key nor password is sent.
   *
   * @throws PortException RALF-W120 or RALF-W130 if nothing answers with TLS, RALF-W007 for a lab
   *     and a target that is not loopback
   */
  static Optional<ScannedHost> of(DnsEndpoint dns, boolean lab, Duration limit) {
    return switch (dns) {
      case DnsEndpoint.Opnsense o ->
          unlearned(o.api()).map(web -> host(web, lab, limit, e -> OpnsenseDns.silent(web, e)));
      case DnsEndpoint.Pihole p ->
          unlearned(p.api()).map(web -> host(web, lab, limit, e -> PiholeDns.silent(web, e)));
      case DnsEndpoint.Rfc2136 r -> Optional.empty();
      case DnsEndpoint.Manual m -> Optional.empty();
    };
  }

  private static Optional<DnsEndpoint.Web> unlearned(DnsEndpoint.Web web) {
    return web.caFile().isEmpty() && web.fingerprint().isEmpty()
        ? Optional.of(web)
        : Optional.empty();
  }

  private static ScannedHost host(
      DnsEndpoint.Web web,
      boolean lab,
      Duration limit,
      Function<IOException, PortException> silence) {
    Fingerprint shown =
        CertificateScan.scan(web.host(), web.port(), lab, limit, silence).fingerprint();
    return new ScannedHost(
        web.host(), web.toString(), ScannedHost.CERTIFICATE, "", shown.toString());
  }

  /**
   * The fingerprint or the authority of the site, else what {@code ralf trust} learned, else what
   * this machine's Java trusts.
   */
  static TrustedServer trust(DnsEndpoint.Web web, WorldSettings settings) {
    return web.fingerprint()
        .or(() -> learned(web, settings))
        .flatMap(Fingerprint::parse)
        .map(TrustedServer::pinned)
        .orElseGet(() -> authority(web));
  }

  private static Optional<String> learned(DnsEndpoint.Web web, WorldSettings settings) {
    return web.caFile().isPresent()
        ? Optional.empty()
        : new CertificatePins(settings.state()).of(web.host());
  }

  private static TrustedServer authority(DnsEndpoint.Web web) {
    return web.caFile()
        .map(file -> TrustedServer.ofAuthority(Path.of(file)))
        .orElseGet(TrustedServer::publiclyTrusted);
  }
}
