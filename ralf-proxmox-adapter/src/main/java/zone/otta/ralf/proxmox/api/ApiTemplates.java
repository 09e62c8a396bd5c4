package zone.otta.ralf.proxmox.api;

import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** Has the node load a template that Proxmox offers; the node checks its sum. */
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
    ApiReply reply = connection.send(requests.download(template), title);
    if (reply.forbidden()) {
      requirePresent(step, title);
    } else {
      calls.await(ApiCalls.accepted(reply, title), title, limits.task(), false);
    }
  }

  private void requirePresent(Step.ProvideTemplate step, Text title) {
    if (!look.at(List.of(step)).get(0).equals(Observation.Present.of(step.desired()))) {
      throw notAllowed(step.desired(), title, connection.caller());
    }
  }

  private static PortException notAllowed(Facts.Template template, Text title, Caller caller) {
    String command = "`pveam download " + template.storage() + " " + template.file() + "`";
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
                + template.storage(),
            command
                + " auf dem Knoten lädt sie einmal; oder "
                + caller.name().replaceFirst("!.*", "")
                + " Datastore.AllocateTemplate auf /storage/"
                + template.storage()
                + " geben"));
  }
}
