package zone.otta.ralf.proxmox.answer;

import static zone.otta.ralf.proxmox.answer.ProxmoxTexts.row;

import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;

/** What only the API says, and how tasks end that were not refused but failed. */
final class ApiTexts {
  static final List<ProxmoxTexts.Row> ROWS =
      List.of(
          row(
              "(checksum mismatch: got|.*: checksum mismatch: got) '[0-9a-f]*' != expect '[0-9a-f]*'",
              Fault.REFUSED,
              "RALF-W080",
              Text.of(
                  "the file from the URL has another checksum; nothing was kept",
                  "die Datei von der URL hat eine andere Prüfsumme; nichts wurde behalten"),
              Text.of(
                  "find out which of the two is right: a new file under the same URL needs its new sum in ralf.yaml, from a source other than that server; anything else is not to be trusted",
                  "klären, was stimmt: eine neue Datei unter derselben URL braucht ihre neue Summe in ralf.yaml, aus einer anderen Quelle als diesem Server; allem anderen ist nicht zu trauen")),
          row(
              "Permission check failed \\(pool '.*' does not exist\\)",
              Fault.REFUSED,
              "RALF-W065",
              Text.of("there is no such pool", "diesen Pool gibt es nicht"),
              Text.of(
                  "`pveum pool add NAME` on the node, or correct the pool in ralf.yaml",
                  "`pveum pool add NAME` auf dem Knoten, oder den Pool in ralf.yaml berichtigen")),
          row(
              ".*is only allowed for root@pam.*|.*Only root (may|can) .*|URI '.*' not available with API token, need proper ticket\\.",
              Fault.REFUSED,
              "RALF-W066",
              Text.of(
                  "only root@pam itself may do this, and no token",
                  "das darf nur root@pam selbst, kein Token"),
              Text.of(
                  "leave it out of card and site, or use the way over SSH",
                  "in Karte und Standort weglassen, oder den Weg über SSH benutzen")),
          row(
              "detected modified configuration - .*",
              Fault.CONFLICT,
              "RALF-W067",
              Text.of(
                  "somebody else changes the container at the same time",
                  "jemand anders ändert den Container zur gleichen Zeit"),
              Text.of(
                  "find out who, then plan again", "herausfinden, wer es ist, dann neu planen")),
          row(
              "hostname lookup '.*' failed.*|.*no such cluster node '.*'",
              Fault.REFUSED,
              "RALF-W068",
              Text.of("there is no such node", "diesen Knoten gibt es nicht"),
              Text.of(
                  "name it in ralf.yaml as the node itself does (`hostname` there), in the same case",
                  "in ralf.yaml so nennen, wie er selbst heißt (`hostname` dort), mit gleicher Schreibung")),
          row(
              "Method '.*' not implemented",
              Fault.REFUSED,
              "RALF-W069",
              Text.of(
                  "this Proxmox VE does not know the call",
                  "dieses Proxmox VE kennt den Aufruf nicht"),
              Text.of("RALF needs Proxmox VE 8.4 or 9", "RALF braucht Proxmox VE 8.4 oder 9")),
          row(
              "SSH public key validation error",
              Fault.REFUSED,
              "RALF-W070",
              Text.of(
                  "Proxmox does not accept the SSH public key",
                  "Proxmox nimmt den öffentlichen SSH-Schlüssel nicht an"),
              Text.of(
                  "one OpenSSH line for each key: `ssh-ed25519 AAAA... comment`",
                  "je Schlüssel eine OpenSSH-Zeile: `ssh-ed25519 AAAA... Kommentar`")),
          row(
              "unexpected status|broken pipe|.*received interrupt|interrupted by signal.*",
              Fault.UNREACHABLE,
              "RALF-W072",
              Text.of(
                  "the task was killed on the node; it may have taken effect in part",
                  "die Aufgabe wurde auf dem Knoten abgebrochen; sie kann zum Teil gewirkt haben"),
              UnknownOutcome.HELP),
          row(
              "unable to create CT \\d+ - .*",
              Fault.REFUSED,
              "RALF-W071",
              Text.of(
                  "the node could not make the container, and removed what it had of it",
                  "der Knoten konnte den Container nicht anlegen und hat seine Teile entfernt"),
              Text.of(
                  "the task's log on the node says why; then resume",
                  "das Aufgabenprotokoll auf dem Knoten sagt, warum; dann fortsetzen")),
          row(
              "container did not stop|command 'lxc-stop .*failed: .*",
              Fault.REFUSED,
              "RALF-W073",
              Text.of("the container does not stop", "der Container hält nicht an"),
              Text.of(
                  "`pct stop ID` on the node ends it by force, then resume",
                  "`pct stop ID` auf dem Knoten beendet ihn hart, dann fortsetzen")),
          row(
              "Failed to update the container's filesystem.*",
              Fault.REFUSED,
              "RALF-W074",
              Text.of(
                  "the volume has grown, the file system in it has not",
                  "das Volume ist gewachsen, das Dateisystem darin nicht"),
              Text.of(
                  "stop the container and run `pct fsck ID` and resize2fs on its volume; the log says what is missing",
                  "Container anhalten, `pct fsck ID` und resize2fs auf seinem Volume ausführen; das Protokoll sagt, was fehlt")));

  private ApiTexts() {}
}
