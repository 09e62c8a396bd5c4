package zone.otta.ralf.proxmox.pct;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.NodeQuestion;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.container.ContainerConfig;
import zone.otta.ralf.proxmox.container.ContainerOptions;
import zone.otta.ralf.proxmox.container.Description;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.site.Ctid;

/** Changes a container that is there. Each call is repeatable: it says what shall be. */
final class ContainerChanges {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Duration SHORT = Duration.ofSeconds(60);
  private static final Duration SHUTDOWN = Duration.ofSeconds(180);

  /** Seconds a guest gets to end by itself. */
  private static final String GRACE = "60";

  private static final Pattern NOT_RUNNING = Pattern.compile("(CT|VM) \\d+ not running");
  private final SshConnection connection;
  private final AskNode node;
  private final Consumer<String> progress;

  ContainerChanges(SshConnection connection, AskNode node, Consumer<String> progress) {
    this.progress = progress;
    this.connection = connection;
    this.node = node;
  }

  void change(Step.ChangeContainer step, Optional<Mark> mark) {
    Text title =
        Text.of(
            "change container " + step.desired().ctid(),
            "Container " + step.desired().ctid() + " ändern");
    for (List<String> argv : ChangeCommands.of(step, options(step, mark))) {
      Reply reply = run(title, argv, LONG);
      ok(title, reply);
      // pct resize ends with 0 also where the file system did not grow.
      ProxmoxTexts.stuckFileSystem(reply.out().lines().toList())
          .ifPresent(
              meaning -> {
                throw meaning.exceptionFor(title);
              });
    }
  }

  private Map<String, String> options(Step.ChangeContainer step, Optional<Mark> mark) {
    Map<String, String> options = ContainerOptions.change(step, mark);
    return options.containsKey("net0")
        ? config(step.desired().ctid()).map(now -> now.keeping(options)).orElse(options)
        : options;
  }

  private Optional<ContainerConfig> config(Ctid ctid) {
    var question = new NodeQuestion(NodeQuestion.Kind.CONFIG, ctid.toString());
    return ContainerConfig.parse(node.ask(List.of(question)).get(0).lines());
  }

  /** Restarts it; one that was stopped meanwhile is started. */
  void restart(Ctid ctid) {
    Text title = Text.of("restart container " + ctid, "Container " + ctid + " neu starten");
    String id = ctid.toString();
    Reply reply = run(title, List.of("pct", "reboot", id, "--timeout", GRACE), SHUTDOWN);
    if (NOT_RUNNING.matcher(reply.err().strip()).matches()) {
      require(title, List.of("pct", "start", id), SHUTDOWN);
    } else {
      ok(title, reply);
    }
  }

  /** Lets it end by itself, then by force. */
  void stop(Ctid ctid) {
    Text title = Text.of("stop container " + ctid, "Container " + ctid + " anhalten");
    Reply reply =
        run(
            title,
            List.of("pct", "shutdown", ctid.toString(), "--timeout", GRACE, "--forceStop", "1"),
            SHUTDOWN);
    if (!NOT_RUNNING.matcher(reply.err().strip()).matches()) {
      ok(title, reply);
    }
  }

  void snapshot(Facts.Snapshot snapshot) {
    Text title =
        Text.of("snapshot " + snapshot.name(), "Schnappschuss " + snapshot.name() + " anlegen");
    require(
        title,
        List.of("pct", "snapshot", snapshot.ctid().toString(), snapshot.name().value()),
        LONG);
  }

  /** Rolls back, then writes into the description, which came back too, that it was done. */
  void rollBack(Facts.Restored wanted, Optional<Mark> mark) {
    Text title =
        Text.of(
            "roll back container " + wanted.ctid(), "Container " + wanted.ctid() + " zurücksetzen");
    String id = wanted.ctid().toString();
    String name =
        wanted.snapshot().orElseThrow(() -> new IllegalArgumentException("no snapshot")).value();
    require(title, List.of("pct", "rollback", id, name), LONG);
    String purpose = config(wanted.ctid()).map(ContainerConfig::purpose).orElse("");
    require(
        title,
        List.of("pct", "set", id, "--description", Description.of(purpose, mark, wanted)),
        SHORT);
  }

  void destroy(Ctid ctid) {
    Text title = Text.of("remove container " + ctid, "Container " + ctid + " entfernen");
    require(title, List.of("pct", "destroy", ctid.toString(), "--purge", "1"), LONG);
  }

  private void require(Text title, List<String> argv, Duration limit) {
    ok(title, run(title, argv, limit));
  }

  private Reply run(Text title, List<String> argv, Duration limit) {
    return connection.run(RemoteCommand.of(title, argv, limit), progress);
  }

  private static void ok(Text title, Reply reply) {
    if (!reply.ok()) {
      throw ProxmoxTexts.of(reply.err()).exceptionFor(title);
    }
  }
}
