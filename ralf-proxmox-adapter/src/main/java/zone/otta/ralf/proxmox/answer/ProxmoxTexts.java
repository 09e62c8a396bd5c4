package zone.otta.ralf.proxmox.answer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * What the texts of pct, pveam, pvesm and pvesh mean. Exit codes mean nothing beyond zero or not
 * zero: the same refusal ends with 2, 4 or 255 (proxmox.md, trap 2). The texts were recorded on
 * Proxmox VE 9.2.11 and 8.4.21, where they are equal.
 */
public final class ProxmoxTexts {
  /** A line, and what it means. */
  record Row(Pattern line, Fault fault, String code, Text what, Text help) {}

  /** What Proxmox says of options that are no longer those whose digest was sent. */
  public static final String MODIFIED =
      "detected modified configuration - file changed by other user? Try again.";

  private static final int QUOTE = 300;
  private static final Pattern HEADING = Pattern.compile("400 Parameter|format error");

  private static final List<Row> ROWS =
      List.of(
          row(
              "(CT|VM) \\d+ already exists on node '.*'",
              Fault.CONFLICT,
              "RALF-W030",
              Text.of("the id is taken", "die Nummer ist vergeben"),
              Text.of(
                  "see whose it is (`pct config ID` or `qm config ID`); then another address or CTID in the card",
                  "nachsehen, wem sie gehört (`pct config ID` oder `qm config ID`); dann andere Adresse oder CTID in der Karte")),
          row(
              "CT is locked \\(.*\\)",
              Fault.CONFLICT,
              "RALF-W031",
              Text.of("the container is locked", "der Container ist gesperrt"),
              Text.of(
                  "wait until the task that holds the lock has ended (`pct list` shows the lock), then resume",
                  "warten, bis die Aufgabe mit der Sperre zu Ende ist (`pct list` zeigt die Sperre), dann fortsetzen")),
          row(
              "can't lock file '.*' - got timeout",
              Fault.CONFLICT,
              "RALF-W032",
              Text.of(
                  "another task holds the lock file", "eine andere Aufgabe hält die Sperrdatei"),
              Text.of("resume once it has ended", "fortsetzen, wenn sie zu Ende ist")),
          row(
              "unable to create CT \\d+ - volume '.*' does not exist|volume '.*:vztmpl/.*' does not exist",
              Fault.REFUSED,
              "RALF-W033",
              Text.of(
                  "the template is not on its storage",
                  "die Vorlage liegt nicht auf ihrem Speicher"),
              Text.of("plan again: it will be downloaded", "neu planen: sie wird dann geladen")),
          row(
              "storage '.*' does not exist|storage: No such storage\\.",
              Fault.REFUSED,
              "RALF-W034",
              Text.of("there is no such storage", "diesen Speicher gibt es nicht"),
              Text.of(
                  "`pvesm status` on the node lists them; name one in ralf.yaml",
                  "`pvesm status` auf dem Knoten zählt sie auf; einen davon in ralf.yaml nennen")),
          row(
              "Storage does not support templates!|(storage: )?storage '.*' does not support (templates|container directories)",
              Fault.REFUSED,
              "RALF-W035",
              Text.of(
                  "the storage is not meant for this content",
                  "der Speicher ist für diesen Inhalt nicht vorgesehen"),
              Text.of(
                  "name another storage in ralf.yaml, or allow the content in Datacenter -> Storage",
                  "in ralf.yaml einen anderen Speicher nennen oder den Inhalt unter Rechenzentrum -> Storage erlauben")),
          row(
              "bridge '.*' does not exist",
              Fault.REFUSED,
              "RALF-W036",
              Text.of("there is no such bridge", "diese Bridge gibt es nicht"),
              Text.of(
                  "correct the bridge in ralf.yaml; the container's net0 has to be repaired by hand",
                  "Bridge in ralf.yaml berichtigen; net0 des Containers muss von Hand repariert werden")),
          row(
              "startup for container '\\d+' failed",
              Fault.REFUSED,
              "RALF-W037",
              Text.of("the container did not start", "der Container ist nicht gestartet"),
              Text.of(
                  "`pct start ID --debug 1` on the node says why",
                  "`pct start ID --debug 1` auf dem Knoten nennt den Grund")),
          row(
              "download failed: .*",
              Fault.REFUSED,
              "RALF-W038",
              Text.of("the download failed", "das Laden ist fehlgeschlagen"),
              Text.of(
                  "see whether the node reaches download.proxmox.com, or the URL in ralf.yaml, then resume",
                  "prüfen, ob der Knoten download.proxmox.com erreicht, oder die URL in ralf.yaml, dann fortsetzen")),
          row(
              "template: no such template",
              Fault.REFUSED,
              "RALF-W044",
              Text.of("Proxmox offers no such template", "Proxmox bietet diese Vorlage nicht an"),
              Text.of(
                  "`pveam available --section system` on the node lists what there is",
                  "`pveam available --section system` auf dem Knoten zählt auf, was es gibt")),
          row(
              "cluster not ready - no quorum\\?",
              Fault.REFUSED,
              "RALF-W040",
              Text.of("the cluster has no quorum", "der Cluster hat kein Quorum"),
              Text.of(
                  "bring the cluster's nodes back first",
                  "zuerst die Knoten des Clusters zurückholen")),
          row(
              "container '\\d+' not running!|(CT|VM) \\d+ not running",
              Fault.REFUSED,
              "RALF-W010",
              Text.of("the container does not run", "der Container läuft nicht"),
              Text.of(
                  "start it: `pct start ID` on the node",
                  "starten: `pct start ID` auf dem Knoten")),
          row(
              "Configuration file 'nodes/.*/lxc/\\d+\\.conf' does not exist",
              Fault.REFUSED,
              "RALF-W011",
              Text.of(
                  "there is no such container on the node",
                  "diesen Container gibt es auf dem Knoten nicht"),
              Text.of(
                  "if it moved to another node, name that node in ralf.yaml; else plan again",
                  "ist er auf einen anderen Knoten gezogen, diesen in ralf.yaml nennen; sonst neu planen")),
          row(
              "400 Parameter verification failed\\.|400 unable to parse option.*|400 not enough arguments|format error|unable to modify read-only option: .*|unable to delete required option .*|unable to use snapshot name .*|no options specified",
              Fault.REFUSED,
              "RALF-W039",
              Text.of(
                  "Proxmox does not accept a parameter", "Proxmox nimmt einen Parameter nicht an"),
              Text.of(
                  "the message names the parameter; report it if card and site look right",
                  "die Meldung nennt den Parameter; melden, wenn Karte und Standort richtig aussehen")),
          row(
              ".*: (command )?not found",
              Fault.REFUSED,
              "RALF-W043",
              Text.of(
                  "a program of Proxmox VE is missing: is this a Proxmox VE node?",
                  "ein Programm von Proxmox VE fehlt: ist das ein Proxmox-VE-Knoten?"),
              Text.of("check the host in ralf.yaml", "Host in ralf.yaml prüfen")));

  private ProxmoxTexts() {}

  static Row row(String line, Fault fault, String code, Text what, Text help) {
    return new Row(Pattern.compile(line), fault, code, what, help);
  }

  /** The meaning of the first line that has one. */
  public static Optional<Meaning> known(String output) {
    List<String> lines = output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return known(ROWS, lines)
        .or(() -> known(ChangeTexts.ROWS, lines))
        .or(() -> known(ApiTexts.ROWS, lines))
        .or(() -> PermissionTexts.known(lines));
  }

  private static Optional<Meaning> known(List<Row> rows, List<String> lines) {
    for (Row row : rows) {
      for (int i = 0; i < lines.size(); i++) {
        if (row.line.matcher(lines.get(i)).matches()) {
          return Optional.of(meaning(row, quote(lines, i)));
        }
      }
    }
    return Optional.empty();
  }

  /** The meaning, or that there is none known: then nothing may be concluded. */
  public static Meaning of(String output) {
    return known(output).orElseGet(() -> unknown(output));
  }

  /**
   * What a resize that calls itself a success says in its output if only the volume has grown
   * (proxmox-conversations, finding 8).
   */
  public static Optional<Meaning> stuckFileSystem(List<String> log) {
    return log.stream()
        .filter(line -> line.startsWith("Failed to update the container's filesystem"))
        .findFirst()
        .map(ProxmoxTexts::of);
  }

  /** Whether the options are no longer those whose digest was sent. */
  public static boolean saysModified(String output) {
    return output.startsWith("detected modified configuration");
  }

  /** Whether it was refused because another task holds the container; nothing was changed then. */
  public static boolean isLock(PortException e) {
    return e.code().id().equals("RALF-W031") || e.code().id().equals("RALF-W032");
  }

  /**
   * Exactly the text, and nothing else, by which Proxmox says that a container is not on the node.
   */
  public static boolean saysAbsent(String output, int ctid) {
    return output
        .strip()
        .matches(
            "Configuration file 'nodes/[A-Za-z0-9.-]+/lxc/" + ctid + "\\.conf' does not exist");
  }

  private static Meaning meaning(Row row, String quote) {
    return new Meaning(row.fault, row.code, row.what, quote, row.help);
  }

  /** "400 Parameter verification failed." says nothing; the line after it names the parameter. */
  private static String quote(List<String> lines, int at) {
    boolean heading = HEADING.matcher(lines.get(at)).lookingAt() && at + 1 < lines.size();
    return cut(lines.get(heading ? at + 1 : at));
  }

  private static Meaning unknown(String output) {
    List<String> lines = output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return new Meaning(
        Fault.NOT_UNDERSTOOD,
        "RALF-W014",
        Text.of("an answer RALF does not know", "eine Antwort, die RALF nicht kennt"),
        lines.isEmpty() ? "" : cut(lines.get(lines.size() - 1)),
        Text.of(
            "look at the object on the node; nothing was concluded from the answer",
            "Objekt auf dem Knoten ansehen; aus der Antwort wurde nichts geschlossen"));
  }

  static String cut(String line) {
    return line.length() <= QUOTE ? line : line.substring(0, QUOTE) + " ...";
  }
}
