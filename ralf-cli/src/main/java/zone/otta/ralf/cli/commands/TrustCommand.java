package zone.otta.ralf.cli.commands;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.ScannedHost;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.trust.HostKey;
import zone.otta.ralf.workspace.trust.Judgement;
import zone.otta.ralf.workspace.trust.TrustStore;

/** {@code ralf trust}. */
@CommandLine.Command(
    name = "trust",
    description = {
      "Fetch the host keys of the site's servers, show them, and store them if you agree.",
      "Compare with: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub on the node itself.",
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

  @Override
  public Exit run(Session session) {
    Workspace workspace = Workspace.require(session);
    TrustStore store = new TrustStore(StateDirectory.openOrCreate(workspace.stateRoot()));
    List<ScannedHost> hosts = session.worlds().hostKeys(workspace.site());
    hosts.forEach(h -> show(session, store, h));
    List<ScannedHost> others =
        hosts.stream().filter(h -> !(store.judge(key(h)) instanceof Judgement.Trusted)).toList();
    // All or none: a refusal leaves the trust store as it was.
    others.forEach(h -> requireConsent(session, store.judge(key(h)), h));
    others.forEach(h -> learn(session, store, h));
    session.output().document(Json.object().with("hosts", Json.array(hosts, h -> json(store, h))));
    return Exit.OK;
  }

  private static HostKey key(ScannedHost host) {
    return new HostKey(host.alias(), host.type(), host.base64());
  }

  private static void show(Session session, TrustStore store, ScannedHost host) {
    session
        .output()
        .line(
            host.alias() + " (" + host.target() + ")  " + host.type() + "  " + host.fingerprint());
    session
        .output()
        .line(
            "  "
                + switch (store.judge(key(host))) {
                  case Judgement.Trusted trusted -> session.say("trusted already", "schon bekannt");
                  case Judgement.Unknown unknown -> session.say("not known yet", "noch unbekannt");
                  case Judgement.Changed changed ->
                      session.say("CHANGED, was ", "GEÄNDERT, war ") + fingerprints(changed);
                });
  }

  private void requireConsent(Session session, Judgement judgement, ScannedHost host) {
    if (!fingerprints.isEmpty()) {
      if (!fingerprints.contains(host.fingerprint())) {
        throw new Refused(Exit.BLOCKER, other(host));
      }
    } else if (judgement instanceof Judgement.Changed changed) {
      throw new Refused(Exit.BLOCKER, changed(host, changed));
    } else if (!yes && !agreed(session, host)) {
      throw new Refused(Exit.APPROVAL, unasked(host));
    }
  }

  private static void learn(Session session, TrustStore store, ScannedHost host) {
    store.replace(key(host));
    session.output().line(session.say("stored: ", "gespeichert: ") + host.alias());
  }

  private static boolean agreed(Session session, ScannedHost host) {
    if (!session.here().interactive()) {
      return false;
    }
    String answer =
        session.ask(
            session.say(
                "Is this the key of " + host.alias() + "? Type yes:",
                "Ist das der Schlüssel von " + host.alias() + "? ja eingeben:"));
    return answer.equals("yes") || answer.equals("ja");
  }

  private static Finding other(ScannedHost host) {
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

  private static Finding changed(ScannedHost host, Judgement.Changed changed) {
    return Finding.blocker(
            "RALF-W004",
            Text.of(
                "the host key of "
                    + host.alias()
                    + " is another than the trusted one: somebody may be in between",
                "der Host-Schlüssel von "
                    + host.alias()
                    + " ist ein anderer als der vertraute: jemand könnte dazwischen sitzen"))
        .note(Text.of("trusted: " + fingerprints(changed), "vertraut: " + fingerprints(changed)))
        .note(Text.of("shown: " + host.fingerprint(), "gezeigt: " + host.fingerprint()))
        .help(
            Text.of(
                "if the node was installed anew: read the fingerprint at its console, then ralf trust --fingerprint SHA256:...",
                "wurde der Knoten neu installiert: den Fingerabdruck an seiner Konsole lesen, dann ralf trust --fingerprint SHA256:..."));
  }

  private static String fingerprints(Judgement.Changed changed) {
    return String.join(", ", changed.expected().stream().map(HostKey::fingerprint).toList());
  }

  private static Finding unasked(ScannedHost host) {
    return Finding.blocker(
            "RALF-W052",
            Text.of(
                "the host key of " + host.alias() + " was not accepted",
                "der Host-Schlüssel von " + host.alias() + " wurde nicht angenommen"))
        .help(Text.same("ralf trust --fingerprint " + host.fingerprint()));
  }

  private static Json json(TrustStore store, ScannedHost host) {
    return Json.object()
        .with("alias", host.alias())
        .with("target", host.target())
        .with("type", host.type())
        .with("fingerprint", host.fingerprint())
        .with("trusted", store.judge(key(host)) instanceof Judgement.Trusted);
  }
}
