package zone.otta.ralf.proxmox.answer;

import static zone.otta.ralf.proxmox.answer.ProxmoxTexts.row;

import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;

/** What Proxmox says when a container that exists is not to be changed. */
final class ChangeTexts {
  static final List<ProxmoxTexts.Row> ROWS =
      List.of(
          row(
              "unable to destroy CT \\d+ - container is running",
              Fault.REFUSED,
              "RALF-W045",
              Text.of("the container runs", "der Container läuft"),
              Text.of(
                  "stop it: `pct shutdown ID` on the node, then resume",
                  "anhalten: `pct shutdown ID` auf dem Knoten, dann fortsetzen")),
          row(
              "can't (remove|update) CT \\d+ .*- protection mode enabled",
              Fault.REFUSED,
              "RALF-W046",
              Text.of("the container is protected", "der Container ist geschützt"),
              Text.of(
                  "if it is meant: `pct set ID --protection 0` on the node, then resume",
                  "wenn es gewollt ist: `pct set ID --protection 0` auf dem Knoten, dann fortsetzen")),
          row(
              "snapshot name '.*' already used",
              Fault.CONFLICT,
              "RALF-W048",
              Text.of(
                  "there is a snapshot of this name",
                  "einen Schnappschuss dieses Namens gibt es schon"),
              Text.of(
                  "choose another name, or remove it: `pct delsnapshot ID NAME` on the node",
                  "anderen Namen wählen oder ihn entfernen: `pct delsnapshot ID NAME` auf dem Knoten")),
          row(
              "snapshot '.*' does not exist",
              Fault.REFUSED,
              "RALF-W049",
              Text.of("there is no such snapshot", "diesen Schnappschuss gibt es nicht"),
              Text.of(
                  "`pct listsnapshot ID` on the node lists them; plan again",
                  "`pct listsnapshot ID` auf dem Knoten zählt sie auf; neu planen")),
          row(
              "snapshot feature is not available",
              Fault.REFUSED,
              "RALF-W053",
              Text.of(
                  "the container's storage cannot take snapshots",
                  "der Speicher des Containers kann keine Schnappschüsse"),
              Text.of(
                  "LVM-thin, ZFS, Btrfs and RBD can; make a backup with `vzdump ID` instead",
                  "LVM-thin, ZFS, Btrfs und RBD können es; stattdessen mit `vzdump ID` sichern")),
          row(
              "unable to shrink disk size",
              Fault.REFUSED,
              "RALF-W054",
              Text.of("a volume can only grow", "ein Volume kann nur wachsen"),
              Text.of(
                  "bring the card in line with the container", "Karte an den Container anpassen")));

  private ChangeTexts() {}
}
