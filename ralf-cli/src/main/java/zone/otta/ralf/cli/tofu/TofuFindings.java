package zone.otta.ralf.cli.tofu;

import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;

/** What can be said of a module before it is written. */
public final class TofuFindings {
  private TofuFindings() {}

  public static Finding noNode() {
    return Finding.blocker(
            "RALF-N002",
            Text.of(
                "ralf.yaml names no Proxmox VE node", "ralf.yaml nennt keinen Proxmox-VE-Knoten"))
        .help(
            Text.of(
                "add the section proxmox with host, user, node and key_file",
                "Abschnitt proxmox mit host, user, node und key_file ergänzen"));
  }

  public static Finding openNode() {
    return Finding.blocker(
            "RALF-N045",
            Text.of(
                "ralf.yaml leaves the node open, and no plan of this container has chosen one",
                "ralf.yaml lässt den Knoten offen, und kein Plan dieses Containers hat einen gewählt"))
        .help(
            Text.of(
                "run ralf plan first, or name the node in ralf.yaml",
                "zuerst ralf plan ausführen oder den Knoten in ralf.yaml nennen"));
  }

  public static Finding foreign(String folder, List<String> files) {
    String names = String.join(", ", files);
    return Finding.blocker(
            "RALF-N040",
            Text.of(
                folder + " has files that ralf tofu did not write: " + names,
                folder + " hat Dateien, die nicht von ralf tofu sind: " + names))
        .help(
            Text.of(
                "move them away, or name another folder with --out",
                "die Dateien wegräumen oder mit --out ein anderes Verzeichnis nennen"));
  }

  public static Finding others(String folder, List<String> files) {
    String names = String.join(", ", files);
    return Finding.blocker(
            "RALF-N041",
            Text.of(
                folder + " holds the values of another service: " + names,
                folder + " enthält die Werte eines anderen Dienstes: " + names))
        .note(
            Text.of(
                "OpenTofu loads every *.auto.tfvars.json of a folder",
                "OpenTofu lädt jede *.auto.tfvars.json eines Verzeichnisses"))
        .help(
            Text.of(
                "name a folder of its own for each service with --out",
                "mit --out für jeden Dienst ein eigenes Verzeichnis nennen"));
  }

  public static Finding fractional(Facts.Container container) {
    return Finding.blocker(
            "RALF-N042",
            Text.of(
                "the provider counts disks in whole GiB, the card asks for "
                    + container.rootfsMib()
                    + " MiB",
                "der Provider zählt Platten in ganzen GiB, die Karte verlangt "
                    + container.rootfsMib()
                    + " MiB"))
        .help(
            Text.of(
                "choose a root file system of whole GiB in the card",
                "in der Karte ein Root-Dateisystem in ganzen GiB wählen"));
  }

  public static Finding noTemplate() {
    return Finding.hint(
            "RALF-N043",
            Text.of(
                "no plan of RALF has chosen the template: OpenTofu will ask for template_file_id",
                "kein Plan von RALF hat die Vorlage gewählt: OpenTofu wird nach template_file_id fragen"))
        .help(
            Text.of(
                "run ralf plan CARD and then this again, or set TF_VAR_template_file_id",
                "ralf plan KARTE und dann dies noch einmal ausführen, oder TF_VAR_template_file_id setzen"));
  }

  public static Finding ours(Facts.Container container) {
    return Finding.warning(
            "RALF-N044",
            Text.of(
                "RALF itself has made container " + container.ctid() + " of this service",
                "RALF selbst hat Container " + container.ctid() + " dieses Dienstes gemacht"))
        .help(
            Text.of(
                "let one of the two make a container: run ralf destroy before tofu apply",
                "einen Container nur von einem der beiden machen lassen: ralf destroy vor tofu apply"));
  }
}
