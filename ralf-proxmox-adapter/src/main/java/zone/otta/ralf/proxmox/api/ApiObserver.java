package zone.otta.ralf.proxmox.api;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.proxmox.container.ContainerView;
import zone.otta.ralf.proxmox.container.FirewallView;
import zone.otta.ralf.site.Ctid;

/**
 * What the node shows of a step's fact. At most two questions a container ({@code pending} and
 * {@code status/current}) and one a storage; a third where a container is hidden.
 */
final class ApiObserver {
  private final Sight sight;
  private final ApiRequests requests;
  private final ApiFailures failures;

  ApiObserver(Sight sight, ApiRequests requests, ApiFailures failures) {
    this.sight = sight;
    this.requests = requests;
    this.failures = failures;
  }

  Observation observe(Step.Host step) {
    return switch (step) {
      case Step.ProvideTemplate t -> template(t.desired());
      case Step.CreateContainer c -> options(c, c.desired().ctid());
      case Step.ChangeContainer c -> options(c, c.desired().ctid());
      case Step.HaveContainer h -> options(h, h.desired().ctid());
      case Step.DestroyContainer d -> options(d, d.ctid());
      case Step.RollBack r -> options(r, r.desired().ctid());
      case Step.SetFirewall f -> firewall(f.desired().ctid());
      case Step.StartContainer s -> power(s.desired().ctid());
      case Step.RestartContainer r -> power(r.desired().ctid());
      case Step.StopContainer s -> power(s.desired().ctid());
      case Step.TakeSnapshot t -> snapshot(t.desired());
    };
  }

  private Observation template(Facts.Template wanted) {
    Text title = Text.of("template " + wanted.volume(), "Vorlage " + wanted.volume());
    ApiReply reply = sight.reply(requests.templates(wanted.storage()), title);
    if (!reply.ok()) {
      return Sight.unknown(reply, title);
    }
    return present(
        list(reply, title)
            .valueStream()
            .anyMatch(r -> r.path("volid").asString("").equals(wanted.volume())),
        wanted);
  }

  private Observation options(Step.Host step, Ctid ctid) {
    Text title = Text.same("Container " + ctid);
    ApiReply reply = sight.reply(requests.pending(ctid), title);
    return reply.ok()
        ? ContainerView.of(step, container(reply, title).config())
        : sight.refused(ctid, reply, title);
  }

  private Observation power(Ctid ctid) {
    Text title = Text.of("power of container " + ctid, "Betrieb von Container " + ctid);
    ApiReply reply = sight.reply(requests.status(ctid), title);
    if (!reply.ok()) {
      return sight.refused(ctid, reply, title);
    }
    return switch (reply.data().path("status").asString("")) {
      // What waits takes its turn when it starts.
      case "stopped" -> Observation.Present.of(new Facts.Power(ctid, false, true));
      case "running" -> running(ctid, title);
      default -> throw failures.garbled(title);
    };
  }

  private Observation running(Ctid ctid, Text title) {
    ApiReply pending = sight.reply(requests.pending(ctid), title);
    return pending.ok()
        ? Observation.Present.of(new Facts.Power(ctid, true, container(pending, title).settled()))
        : Sight.unknown(pending, title);
  }

  /** Rules can be there before their container is: they are nothing without it. */
  private Observation firewall(Ctid ctid) {
    Text title = Text.of("firewall of container " + ctid, "Firewall von Container " + ctid);
    ApiReply config = sight.reply(requests.pending(ctid), title);
    if (!config.ok()) {
      return sight.refused(ctid, config, title);
    }
    ApiReply rules = sight.reply(requests.firewallRules(ctid), title);
    ApiReply options = sight.reply(requests.firewallOptions(ctid), title);
    if (!rules.ok() || !options.ok()) {
      return Sight.unknown(rules.ok() ? options : rules, title);
    }
    FirewallView view =
        FirewallView.of(rules.data(), options.data()).orElseThrow(() -> failures.garbled(title));
    return Observation.Present.of(view.facts(ctid, container(config, title).config().guarded()));
  }

  private Observation snapshot(Facts.Snapshot wanted) {
    Ctid ctid = wanted.ctid();
    Text title = Text.of("snapshots of " + ctid, "Schnappschüsse von " + ctid);
    ApiReply reply = sight.reply(requests.snapshots(ctid), title);
    if (!reply.ok()) {
      return sight.refused(ctid, reply, title);
    }
    String name = wanted.name().value();
    return present(
        list(reply, title).valueStream().anyMatch(r -> r.path("name").asString("").equals(name)),
        wanted);
  }

  private ApiContainer container(ApiReply reply, Text title) {
    return ApiContainer.read(reply.data()).orElseThrow(() -> failures.garbled(title));
  }

  private JsonNode list(ApiReply reply, Text title) {
    return Optional.of(reply.data())
        .filter(JsonNode::isArray)
        .orElseThrow(() -> failures.garbled(title));
  }

  private static Observation present(boolean there, Facts facts) {
    return there ? Observation.Present.of(facts) : new Observation.Absent();
  }
}
