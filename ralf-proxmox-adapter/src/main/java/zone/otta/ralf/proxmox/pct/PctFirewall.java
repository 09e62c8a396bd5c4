package zone.otta.ralf.proxmox.pct;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.port.ContainerHost.DatacenterFirewall;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeQuestion;
import zone.otta.ralf.port.NodeQuestion.Kind;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.container.ContainerConfig;
import zone.otta.ralf.proxmox.container.FirewallView;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.site.Ctid;

/**
 * Sets a container's firewall by {@code pvesh}: rules first, the switches last, so that nobody is
 * shut out in between. Each command comes after a look, so it can be done again.
 */
final class PctFirewall {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration SHORT = Duration.ofSeconds(60);
  private static final int MOST_STALE = 100;
  private final SshConnection connection;
  private final AskNode node;

  PctFirewall(SshConnection connection, AskNode node) {
    this.connection = connection;
    this.node = node;
  }

  /** Rules and switches of a container, from the answers to the two questions. */
  static Optional<FirewallView> view(Answer rules, Answer options) {
    return rules.ok() && options.ok()
        ? json(rules).flatMap(r -> json(options).flatMap(o -> FirewallView.of(r, o)))
        : Optional.empty();
  }

  /** Warnings may stand in front; the answer is one line. */
  private static Optional<JsonNode> json(Answer answer) {
    return answer.lines().stream()
        .filter(line -> line.startsWith("[") || line.startsWith("{"))
        .reduce((first, last) -> last)
        .flatMap(PctFirewall::parsed);
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  void set(Facts.Firewall wanted) {
    Ctid ctid = wanted.ctid();
    Text title = Text.of("firewall of container " + ctid, "Firewall von Container " + ctid);
    Seen seen = look(ctid, title);
    // First what lets in, then what does not belong: nobody is shut out in between.
    for (FirewallRule rule : seen.view().missing(wanted)) {
      pvesh(title, "create", seen.path() + "/rules", FirewallView.parameters(rule));
    }
    seen = look(ctid, title);
    for (int i = 0; i < MOST_STALE && seen.view().stale(wanted).isPresent(); i++) {
      // Positions move with each removal; the digest says that they are those that were seen.
      pvesh(
          title,
          "delete",
          seen.path() + "/rules/" + seen.view().stale(wanted).get(),
          seen.view().rulesDigest().map(d -> Map.of("digest", d)).orElse(Map.of()));
      seen = look(ctid, title);
    }
    if (wanted.onInterface()) {
      for (Map.Entry<String, String> net : seen.config().guardedInterface().entrySet()) {
        run(title, List.of("pct", "set", ctid.toString(), "--" + net.getKey(), net.getValue()));
      }
    }
    Map<String, String> options = seen.view().options(wanted);
    if (!options.isEmpty()) {
      pvesh(title, "set", seen.path() + "/options", options);
    }
  }

  private record Seen(FirewallView view, ContainerConfig config, String path) {}

  private Seen look(Ctid ctid, Text title) {
    String id = ctid.toString();
    List<Answer> answers =
        node.ask(
            List.of(
                new NodeQuestion(Kind.FIREWALL, id),
                new NodeQuestion(Kind.GUARD, id),
                new NodeQuestion(Kind.CONFIG, id),
                NodeQuestion.of(Kind.NODE)));
    Optional<FirewallView> view = view(answers.get(0), answers.get(1));
    Optional<ContainerConfig> config = ContainerConfig.parse(answers.get(2).lines());
    Optional<String> name = NodeTables.node(answers.get(3).lines());
    if (view.isEmpty() || config.isEmpty() || name.isEmpty()) {
      throw answers.stream()
          .filter(answer -> !answer.ok())
          .findFirst()
          .map(answer -> ProxmoxTexts.of(answer.text()).exceptionFor(title))
          .orElseGet(() -> garbled(title));
    }
    return new Seen(view.get(), config.get(), "/nodes/" + name.get() + "/lxc/" + id + "/firewall");
  }

  private static PortException garbled(Text title) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W014",
        Text.of(
            title.en() + ": the node's answer is not understood",
            title.de() + ": die Antwort des Knotens ist nicht verständlich"),
        Optional.empty());
  }

  private void pvesh(Text title, String verb, String path, Map<String, String> parameters) {
    var argv = new ArrayList<>(List.of("pvesh", verb, path));
    parameters.forEach(
        (name, value) -> {
          argv.add("--" + name);
          argv.add(value);
        });
    argv.addAll(List.of("--output-format", "json"));
    run(title, argv);
  }

  private void run(Text title, List<String> argv) {
    Reply reply = connection.run(RemoteCommand.of(title, argv, SHORT));
    if (!reply.ok()) {
      throw ProxmoxTexts.of(reply.err()).exceptionFor(title);
    }
  }

  /** A node that cannot say it (seen on one of 9.2) hides it. */
  DatacenterFirewall datacenter() {
    Answer answer = node.ask(List.of(NodeQuestion.of(Kind.DATACENTER))).get(0);
    return Optional.of(answer)
        .filter(Answer::ok)
        .flatMap(PctFirewall::json)
        .map(
            json ->
                json.path("enable").asInt(0) > 0 ? DatacenterFirewall.ON : DatacenterFirewall.OFF)
        .orElse(DatacenterFirewall.HIDDEN);
  }
}
