package zone.otta.ralf.proxmox.api;

import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.container.NodeDownload;
import zone.otta.ralf.proxmox.ssh.ShellWords;

/** Has the node load a template, from Proxmox or from a URL; the node checks its sum. */
final class ApiTemplates {
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final ApiCalls calls;
  private final ApiLook look;
  private final Limits limits;

  ApiTemplates(
      ApiConnection connection, ApiRequests requests, ApiCalls calls, ApiLook look, Limits limits) {
    this.connection = connection;
    this.requests = requests;
    this.calls = calls;
    this.look = look;
    this.limits = limits;
  }

  void provide(Step.ProvideTemplate step) {
    Facts.Template template = step.desired();
    Text title =
        Text.of(
            "download template " + template.file() + " to " + template.storage(),
            "Vorlage " + template.file() + " nach " + template.storage() + " laden");
    ApiReply reply =
        connection.send(
            step.from()
                .map(from -> requests.downloadUrl(template, from))
                .orElseGet(() -> requests.download(template)),
            title);
    if (reply.forbidden()) {
      requirePresent(step, title);
      return;
    }
    try {
      calls.await(ApiCalls.accepted(reply, title), title, limits.task(), false);
    } catch (PortException e) {
      // Unlike one from Proxmox, a file from a URL is refused if it came there meanwhile.
      if (step.from().isEmpty() || e.fault() == Fault.UNREACHABLE || !present(step)) {
        throw e;
      }
    }
  }

  private void requirePresent(Step.ProvideTemplate step, Text title) {
    if (!present(step)) {
      throw notAllowed(step, title, connection.caller());
    }
  }

  private boolean present(Step.ProvideTemplate step) {
    return look.at(List.of(step)).get(0).equals(Observation.Present.of(step.desired()));
  }

  private static PortException notAllowed(Step.ProvideTemplate step, Text title, Caller caller) {
    Facts.Template template = step.desired();
    String command = "`" + ShellWords.quote(NodeDownload.argv(step)) + "`";
    Text further =
        step.from().isPresent()
            ? Text.of(
                " and Sys.AccessNetwork on /nodes/NODE", " und Sys.AccessNetwork auf /nodes/KNOTEN")
            : Text.same("");
    return new PortException(
        Fault.REFUSED,
        "RALF-W076",
        Text.of(
            title.en() + ": " + caller.called().en() + " may not load templates",
            title.de() + ": " + caller.called().de() + " darf keine Vorlagen laden"),
        Text.of(
            command
                + " on the node loads it once; or give "
                + caller.name().replaceFirst("!.*", "")
                + " Datastore.AllocateTemplate on /storage/"
                + template.storage()
                + further.en(),
            command
                + " auf dem Knoten lädt sie einmal; oder "
                + caller.name().replaceFirst("!.*", "")
                + " Datastore.AllocateTemplate auf /storage/"
                + template.storage()
                + further.de()
                + " geben"));
  }
}
