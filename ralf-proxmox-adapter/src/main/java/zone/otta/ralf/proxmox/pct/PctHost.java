package zone.otta.ralf.proxmox.pct;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeQuestion;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;

/** A node by {@code pct} over SSH. */
public final class PctHost implements ContainerHost {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Duration START = Duration.ofSeconds(120);
  private final SshConnection connection;
  private final Consumer<String> progress;
  private final AskNode node;
  private final TemplateDownload download;
  private final ContainerChanges changes;
  private final PctFirewall firewall;

  /**
   * @param progress is told what commands that change something print while they run: foreign text
   */
  public PctHost(SshConnection connection, Consumer<String> progress) {
    this.connection = connection;
    this.progress = progress;
    this.node = new AskNode(connection);
    this.download = new TemplateDownload(connection, this, progress);
    this.changes = new ContainerChanges(connection, node, progress);
    this.firewall = new PctFirewall(connection, node);
  }

  @Override
  public NodeInventory inventory(Query query) {
    List<Answer> answers = node.ask(InventoryReader.questions(query));
    return InventoryReader.read(answers, connection.hostKeyFingerprint());
  }

  @Override
  public List<Observation> observe(List<Step.Host> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    List<NodeQuestion> questions =
        steps.stream().flatMap(s -> HostObserver.questions(s).stream()).distinct().toList();
    List<Answer> answers = node.ask(questions);
    return steps.stream()
        .map(s -> HostObserver.read(s, q -> answers.get(questions.indexOf(q))))
        .toList();
  }

  @Override
  public DatacenterFirewall datacenterFirewall() {
    return firewall.datacenter();
  }

  @Override
  public Optional<Instant> clock() {
    return Optional.of(
        InventoryReader.clock(node.ask(List.of(NodeQuestion.of(NodeQuestion.Kind.CLOCK))).get(0)));
  }

  @Override
  public void apply(Step.Host step, Optional<Mark> mark) {
    switch (step) {
      case Step.ProvideTemplate template -> download.provide(template);
      case Step.CreateContainer create -> create(create, mark);
      case Step.SetFirewall set -> firewall.set(set.desired());
      case Step.StartContainer start -> start(start.desired());
      case Step.ChangeContainer change -> changes.change(change, mark);
      case Step.RestartContainer restart -> changes.restart(restart.desired().ctid());
      case Step.StopContainer stop -> changes.stop(stop.desired().ctid());
      case Step.TakeSnapshot take -> changes.snapshot(take.desired());
      case Step.RollBack back -> changes.rollBack(back.desired(), mark);
      case Step.DestroyContainer destroy -> changes.destroy(destroy.ctid());
      case Step.HaveContainer have ->
          throw new IllegalStateException("nothing to do for " + have.desired().ctid());
    }
  }

  private void create(Step.CreateContainer step, Optional<Mark> mark) {
    Text title =
        Text.of(
            "create container " + step.desired().ctid(),
            "Container " + step.desired().ctid() + " anlegen");
    // What create prints is chatter of mkfs and tar; "finished with n warning(s)" ends with 0 and
    // is success.
    Reply reply =
        connection.run(RemoteCommand.of(title, CreateCommand.argv(step, mark), LONG), progress);
    if (!reply.ok()) {
      throw ProxmoxTexts.of(reply.err()).exceptionFor(title);
    }
  }

  private void start(Facts.Power power) {
    String ctid = power.ctid().toString();
    Text title = Text.of("start container " + ctid, "Container " + ctid + " starten");
    Reply reply =
        connection.run(RemoteCommand.of(title, List.of("pct", "start", ctid), START), progress);
    if (!reply.ok() && !reply.err().strip().equals("CT " + ctid + " already running")) {
      throw ProxmoxTexts.of(reply.err()).exceptionFor(title);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
