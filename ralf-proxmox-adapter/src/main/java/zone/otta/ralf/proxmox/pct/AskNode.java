package zone.otta.ralf.proxmox.pct;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.GuestScripts;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeQuestion;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;

/** Asks the node any number of questions in one command. */
final class AskNode {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Text TITLE = Text.of("look at the node", "Knoten ansehen");
  private final SshConnection connection;

  AskNode(SshConnection connection) {
    this.connection = connection;
  }

  /**
   * The answers in the order of the questions; an answer may itself be a refusal.
   *
   * @throws PortException if the answer is cut off
   */
  List<Answer> ask(List<NodeQuestion> questions) {
    var argv = new ArrayList<>(List.of("sh", "-c", GuestScripts.ASK_NODE, "ralf-node"));
    for (NodeQuestion question : questions) {
      argv.add(question.kind().word());
      argv.add(question.argument());
    }
    Reply reply = connection.run(RemoteCommand.of(TITLE, argv, LIMIT));
    return Answers.parse(reply.out(), questions.size())
        .filter(answers -> reply.ok())
        .orElseThrow(() -> incomplete(reply));
  }

  private PortException incomplete(Reply reply) {
    return ProxmoxTexts.known(reply.err())
        .map(meaning -> meaning.exceptionFor(TITLE))
        .orElseGet(
            () ->
                new PortException(
                    Fault.NOT_UNDERSTOOD,
                    "RALF-W006",
                    Text.of(
                        connection.target()
                            + " answered the questions incompletely (exit "
                            + reply.exit()
                            + ")",
                        connection.target()
                            + " hat die Fragen unvollständig beantwortet (Ende "
                            + reply.exit()
                            + ")"),
                    Text.of("run the command again", "Befehl wiederholen")));
  }
}
