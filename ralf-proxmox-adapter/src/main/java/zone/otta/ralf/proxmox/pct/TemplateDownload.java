package zone.otta.ralf.proxmox.pct;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.Meaning;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.container.NodeDownload;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.ShellWords;
import zone.otta.ralf.proxmox.ssh.SshConnection;

/**
 * {@code pveam download}, or {@code pvesh create .../download-url} for a URL. The first ends with 0
 * also when it failed (proxmox.md, trap 1), so only the storage's own list counts; its text is good
 * for the reason.
 */
final class TemplateDownload {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Duration LIST_LIMIT = Duration.ofMinutes(5);
  private final SshConnection connection;
  private final PctHost host;
  private final Consumer<String> progress;

  TemplateDownload(SshConnection connection, PctHost host, Consumer<String> progress) {
    this.progress = progress;
    this.connection = connection;
    this.host = host;
  }

  void provide(Step.ProvideTemplate step) {
    Reply reply = download(step);
    if (reply.err().contains("template: no such template")) {
      // The node's list may be older than the template.
      connection.run(
          RemoteCommand.of(
              Text.of("update the template list", "Vorlagenliste auffrischen"),
              List.of("pveam", "update"),
              LIST_LIMIT));
      reply = download(step);
    }
    verify(step, reply);
  }

  private Reply download(Step.ProvideTemplate step) {
    return connection.run(
        RemoteCommand.of(title(step.desired()), NodeDownload.argv(step), LIMIT), progress);
  }

  private void verify(Step.ProvideTemplate step, Reply reply) {
    Observation seen = host.observe(List.of(step)).get(0);
    if (seen.equals(Observation.Present.of(step.desired()))) {
      return;
    }
    Meaning meaning = ProxmoxTexts.of(step.from().isPresent() ? reply.all() : reply.err());
    if (meaning.fault() == Fault.NOT_UNDERSTOOD) {
      String command = ShellWords.quote(NodeDownload.argv(step));
      throw new PortException(
          Fault.REFUSED,
          "RALF-W038",
          Text.of(
              title(step.desired()).en() + ": the storage does not list it afterwards",
              title(step.desired()).de() + ": der Speicher zeigt sie danach nicht"),
          Text.of(
              "run `" + command + "` on the node and read what it says",
              "`" + command + "` auf dem Knoten ausführen und lesen, was es sagt"));
    }
    throw meaning.exceptionFor(title(step.desired()));
  }

  private static Text title(Facts.Template template) {
    return Text.of(
        "download template " + template.file() + " to " + template.storage(),
        "Vorlage " + template.file() + " nach " + template.storage() + " laden");
  }
}
