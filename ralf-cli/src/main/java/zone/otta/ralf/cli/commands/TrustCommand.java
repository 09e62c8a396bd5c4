package zone.otta.ralf.cli.commands;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Trusted;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.ScannedHost;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.store.StateDirectory;

/** {@code ralf trust}. */
@CommandLine.Command(
    name = "trust",
    description = {
      "Fetch the host keys of the site's servers, show them, and store them if you agree.",
      "Compare with: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub on the node itself,",
      "or, for the certificate of its API, with: pvenode cert info.",
      "A key that changed is taken with its --fingerprint only."
    },
    footer = {
      "",
      "Example:",
      "  ralf trust --fingerprint SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE"
    })
public final class TrustCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(
      names = "--yes",
      description = "store keys of servers that are not known yet, without a question")
  boolean yes;

  @Option(
      names = "--fingerprint",
      paramLabel = "SHA256:...",
      description = "store keys with these fingerprints only")
  List<String> fingerprints = List.of();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Option(
      names = "--container",
      paramLabel = "CTID",
      description = "the host key of a container that is entered by SSH, instead of the servers'")
  Optional<Integer> container = Optional.empty();

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.require(session);
    Trusted trusted = new Trusted(StateDirectory.openOrCreate(workspace.stateRoot()));
    List<ScannedHost> hosts = hosts(session, workspace.site());
    hosts.forEach(h -> show(session, trusted.of(h), h));
    List<ScannedHost> others = hosts.stream().filter(h -> !trusted.of(h).trusted()).toList();
    // All or none: a refusal leaves the trust store as it was.
    others.forEach(h -> requireConsent(session, trusted.of(h), h));
    others.forEach(h -> learn(session, trusted, h));
    session
        .output()
        .document(Json.object().with("hosts", Json.array(hosts, h -> json(trusted.of(h), h))));
    return Exit.OK;
  }

  private List<ScannedHost> hosts(Session session, Site site) {
    if (container.isEmpty()) {
      return session.worlds().hostKeys(site);
    }
    List<ScannedHost> hosts =
        container
            .filter(n -> n >= Ctid.MIN && n <= Ctid.MAX)
            .map(n -> session.worlds().containerKeys(site, new Ctid(n)))
            .orElse(List.of());
    if (hosts.isEmpty()) {
      throw new Refused(Exit.BLOCKER, TrustWords.notBySsh(container.get()));
    }
    return hosts;
  }

  private static void show(Session session, Trusted.Known known, ScannedHost host) {
    session
        .output()
        .line(
            host.alias() + " (" + host.target() + ")  " + host.type() + "  " + host.fingerprint());
    session.output().line("  " + state(session, known));
  }

  private static String state(Session session, Trusted.Known known) {
    if (known.trusted()) {
      return session.say("trusted already", "schon bekannt");
    }
    return known.changed()
        ? session.say("CHANGED, was ", "GEÄNDERT, war ") + String.join(", ", known.fingerprints())
        : session.say("not known yet", "noch unbekannt");
  }

  private void requireConsent(Session session, Trusted.Known known, ScannedHost host) {
    if (!fingerprints.isEmpty()) {
      if (fingerprints.stream().noneMatch(host::shows)) {
        throw new Refused(Exit.BLOCKER, TrustWords.other(host));
      }
    } else if (known.changed()) {
      throw new Refused(Exit.BLOCKER, TrustWords.changed(host, known.fingerprints()));
    } else if (!yes && !TypedYes.to(session.say(TrustWords.question(host)), session)) {
      throw new Refused(Exit.APPROVAL, TrustWords.unasked(host));
    }
  }

  private static void learn(Session session, Trusted trusted, ScannedHost host) {
    trusted.learn(host);
    session.output().line(session.say("stored: ", "gespeichert: ") + host.alias());
  }

  private static Json json(Trusted.Known known, ScannedHost host) {
    return Json.object()
        .with("alias", host.alias())
        .with("target", host.target())
        .with("type", host.type())
        .with("fingerprint", host.fingerprint())
        .with("trusted", known.trusted());
  }
}
