package zone.otta.ralf.cli.phases;

import java.util.List;
import zone.otta.ralf.cli.wiring.ScannedHost;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.trust.AwaitedHosts;
import zone.otta.ralf.workspace.trust.CertificatePins;
import zone.otta.ralf.workspace.trust.HostKey;
import zone.otta.ralf.workspace.trust.Judgement;
import zone.otta.ralf.workspace.trust.TrustStore;

/** Which servers the workspace trusts, by host key or by certificate. */
public final class Trusted {
  private final TrustStore keys;
  private final CertificatePins certificates;
  private final AwaitedHosts awaited;

  public Trusted(StateDirectory state) {
    this.keys = new TrustStore(state);
    this.certificates = new CertificatePins(state);
    this.awaited = new AwaitedHosts(state);
  }

  /**
   * What is trusted under the name of a server.
   *
   * @param trusted whether it is what the server shows
   * @param fingerprints of what is trusted; empty: nothing is known yet
   */
  public record Known(boolean trusted, List<String> fingerprints) {
    public boolean changed() {
      return !trusted && !fingerprints.isEmpty();
    }
  }

  public Known of(ScannedHost host) {
    if (host.certificate()) {
      List<String> pinned = certificates.of(host.alias()).stream().toList();
      return new Known(pinned.contains(host.fingerprint()), pinned);
    }
    return switch (keys.judge(key(host))) {
      case Judgement.Trusted trusted -> new Known(true, List.of(host.fingerprint()));
      case Judgement.Unknown unknown -> new Known(false, List.of());
      case Judgement.Changed changed ->
          new Known(false, changed.expected().stream().map(HostKey::fingerprint).toList());
    };
  }

  /** What it shows is trusted from now on, and nothing else under its name. */
  public void learn(ScannedHost host) {
    if (host.certificate()) {
      certificates.pin(host.alias(), host.fingerprint());
    } else {
      keys.replace(key(host));
      awaited.remove(host.alias());
    }
  }

  private static HostKey key(ScannedHost host) {
    return new HostKey(host.alias(), host.type(), host.base64());
  }
}
