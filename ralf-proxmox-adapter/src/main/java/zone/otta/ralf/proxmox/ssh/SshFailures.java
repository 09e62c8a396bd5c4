package zone.otta.ralf.proxmox.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.UnknownOutcome;

/** What failures of the SSH connection mean. The library's own messages are not passed on. */
final class SshFailures {
  private SshFailures() {}

  static PortException connect(String target, Duration limit, JSchException e) {
    return switch (e) {
      case JSchChangedHostKeyException changed -> changedHostKey(target);
      case JSchRevokedHostKeyException revoked -> changedHostKey(target);
      case JSchUnknownHostKeyException unknown -> unknownHostKey(target);
      case JSchHostKeyException other -> unknownHostKey(target);
      case JSchAlgoNegoFailException none -> algorithms(target);
      case JSchException other ->
          String.valueOf(other.getMessage()).startsWith("Auth ")
              ? login(target)
              : unreachable(target, why(limit, other.getCause()));
    };
  }

  private static PortException unknownHostKey(String target) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W003",
        Text.of(
            "the host key of " + target + " is not known",
            "der Host-Schlüssel von " + target + " ist nicht bekannt"),
        Text.of(
            "`ralf trust` shows it; compare it with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the node's console",
            "`ralf trust` zeigt ihn; mit `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` an der Konsole des Knotens vergleichen"));
  }

  static PortException changedHostKey(String target) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W004",
        Text.of(
            "the host key of "
                + target
                + " is another than the trusted one: somebody may be in between",
            "der Host-Schlüssel von "
                + target
                + " ist ein anderer als der vertraute: jemand könnte dazwischen sitzen"),
        Text.of(
            "if the node was installed anew: compare the key at its console, then `ralf trust --fingerprint SHA256:...`",
            "wurde der Knoten neu installiert: Schlüssel an seiner Konsole vergleichen, dann `ralf trust --fingerprint SHA256:...`"));
  }

  private static PortException login(String target) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W005",
        Text.of(
            target + " accepts none of the keys offered",
            target + " nimmt keinen der angebotenen Schlüssel an"),
        Text.of(
            "put the public key into the node's /root/.ssh/authorized_keys, or name another key file in ralf.yaml",
            "öffentlichen Schlüssel in /root/.ssh/authorized_keys des Knotens eintragen oder in ralf.yaml eine andere Schlüsseldatei nennen"));
  }

  static PortException keyFile(Path file, Text why) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W012",
        Text.of(
            "the key file " + file + " " + why.en(), "die Schlüsseldatei " + file + " " + why.de()),
        Text.of(
            "an unencrypted private key with mode 0600, or a key in the SSH agent (then leave key_file out)",
            "ein unverschlüsselter privater Schlüssel mit Rechten 0600, oder ein Schlüssel im SSH-Agenten (dann key_file weglassen)"));
  }

  static PortException noAgent() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W012",
        Text.of(
            "no key file is named and no SSH agent can be reached",
            "keine Schlüsseldatei ist genannt und kein SSH-Agent erreichbar"),
        Text.of(
            "name key_file in ralf.yaml, or start an agent and set SSH_AUTH_SOCK",
            "key_file in ralf.yaml nennen oder einen Agenten starten und SSH_AUTH_SOCK setzen"));
  }

  private static PortException algorithms(String target) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W013",
        Text.of(
            "no common SSH algorithm with " + target,
            "kein gemeinsames SSH-Verfahren mit " + target),
        Text.of(
            "the node's sshd must offer current algorithms (Ed25519 or ECDSA, AES-GCM or ChaCha20)",
            "der sshd des Knotens muss heutige Verfahren anbieten (Ed25519 oder ECDSA, AES-GCM oder ChaCha20)"));
  }

  private static Text why(Duration limit, @Nullable Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return Text.of("the name has no address", "der Name hat keine Adresse");
    }
    if (cause instanceof NoRouteToHostException) {
      return Text.of("no route to it", "kein Weg dorthin");
    }
    if (cause instanceof ConnectException) {
      return Text.of("connection refused", "Verbindung abgelehnt");
    }
    return Text.of(
        "no SSH answer within " + limit.toSeconds() + " s",
        "keine SSH-Antwort innerhalb von " + limit.toSeconds() + " s");
  }

  private static PortException unreachable(String target, Text why) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W001",
        Text.of(target + ": " + why.en(), target + ": " + why.de()),
        Text.of(
            "check host and port in ralf.yaml, and whether sshd runs there",
            "Host und Port in ralf.yaml prüfen, und ob dort sshd läuft"));
  }

  /** A session that was just opened is gone again; nothing was sent over it. */
  static PortException gone(String target) {
    return unreachable(
        target, Text.of("the connection does not hold", "die Verbindung hält nicht"));
  }

  /** The connection went away, or no exit code came: nobody knows how the command ended. */
  static PortException lost(String target, RemoteCommand command, Text how) {
    return UnknownOutcome.of(target, command.title(), how);
  }

  static PortException tooLong(RemoteCommand command, int bytes) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W008",
        Text.of(
            command.title().en()
                + ": the command has "
                + bytes
                + " bytes, Linux takes "
                + RemoteCommand.MOST_BYTES
                + "; nothing was sent",
            command.title().de()
                + ": der Befehl hat "
                + bytes
                + " Bytes, Linux nimmt "
                + RemoteCommand.MOST_BYTES
                + "; nichts wurde gesendet"),
        Text.of("shorten the card's purpose line", "Zweck-Zeile der Karte kürzen"));
  }

  static PortException tooMuch(String target, RemoteCommand command) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W009",
        Text.of(
            command.title().en()
                + ": more than "
                + command.mostOutput()
                + " bytes of answer from "
                + target,
            command.title().de()
                + ": mehr als "
                + command.mostOutput()
                + " Bytes Antwort von "
                + target),
        Text.of(
            "run the command by hand and see what it prints so much of",
            "Befehl von Hand ausführen und ansehen, wovon er so viel ausgibt"));
  }
}
