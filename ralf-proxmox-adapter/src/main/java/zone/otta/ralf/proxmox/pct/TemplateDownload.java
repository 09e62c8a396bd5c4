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
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;

/**
 * {@code pveam download}. It ends with 0 also when it failed (proxmox.md, trap 1), so only the
 * storage's own list counts; its text is good for the reason.
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
    Facts.Template template = step.desired();
    Reply reply = download(template);
    if (reply.err().contains("template: no such template")) {
      // The node's list may be older than the template.
      connection.run(
          RemoteCommand.of(
              Text.of("update the template list", "Vorlagenliste auffrischen"),
              List.of("pveam", "update"),
              LIST_LIMIT));
      reply = download(template);
    }
    verify(step, reply);
  }

  private Reply download(Facts.Template template) {
    return connection.run(
        RemoteCommand.of(
            title(template),
            List.of("pveam", "download", template.storage(), template.file()),
            LIMIT),
        progress);
  }

  private void verify(Step.ProvideTemplate step, Reply reply) {
    Observation seen = host.observe(List.of(step)).get(0);
    if (seen.equals(Observation.Present.of(step.desired()))) {
      return;
    }
    Meaning meaning = ProxmoxTexts.of(reply.err());
    if (meaning.fault() == Fault.NOT_UNDERSTOOD) {
      throw new PortException(
          Fault.REFUSED,
          "RALF-W038",
          Text.of(
              title(step.desired()).en() + ": the storage does not list it afterwards",
              title(step.desired()).de() + ": der Speicher zeigt sie danach nicht"),
          Text.of(
              "run `pveam download` on the node and read what it says",
              "`pveam download` auf dem Knoten ausführen und lesen, was es sagt"));
    }
    throw meaning.exceptionFor(title(step.desired()));
  }

  private static Text title(Facts.Template template) {
    return Text.of(
        "download template " + template.file() + " to " + template.storage(),
        "Vorlage " + template.file() + " nach " + template.storage() + " laden");
  }
}
