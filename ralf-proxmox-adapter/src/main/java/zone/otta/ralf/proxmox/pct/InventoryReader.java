package zone.otta.ralf.proxmox.pct;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Storage;
import zone.otta.ralf.port.NodeQuestion;
import zone.otta.ralf.port.NodeQuestion.Kind;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;

/**
 * The inventory's questions and their answers. One that is refused or not understood fails the
 * whole.
 */
final class InventoryReader {
  private static final int NO_REPLY = 1;

  private InventoryReader() {}

  static List<NodeQuestion> questions(Query query) {
    return List.of(
        NodeQuestion.of(Kind.VERSION),
        NodeQuestion.of(Kind.NODE),
        NodeQuestion.of(Kind.GUESTS),
        NodeQuestion.of(Kind.CONTAINERS),
        new NodeQuestion(Kind.STORAGES, "rootdir"),
        new NodeQuestion(Kind.STORAGES, "vztmpl"),
        new NodeQuestion(Kind.TEMPLATES, query.templateStorage()),
        new NodeQuestion(Kind.AVAILABLE, "system"),
        NodeQuestion.of(Kind.BRIDGES),
        new NodeQuestion(Kind.ANSWERS, query.address().toString()));
  }

  static NodeInventory read(List<Answer> answers, String identity) {
    // The version first: if it is missing, this is no Proxmox VE node, and the rest only says the
    // same.
    Answer version = ok(answers.get(0));
    var storages = new ArrayList<Storage>();
    storages.addAll(storages(answers.get(4), Storage.Content.ROOTDIR));
    storages.addAll(storages(answers.get(5), Storage.Content.VZTMPL));
    Answer guests = ok(answers.get(2));
    Answer templates = ok(answers.get(6));
    String node = understood(NodeTables.node(ok(answers.get(1)).lines()), answers.get(1));
    return new NodeInventory(
        node,
        understood(NodeTables.version(version.lines()), version),
        identity,
        understood(ClusterGuests.read(guests.lines(), ok(answers.get(3)).lines(), node), guests),
        storages,
        understood(NodeTables.templates(templates.lines()), templates),
        NodeTables.available(ok(answers.get(7)).lines()),
        understood(NodeTables.bridges(ok(answers.get(8)).lines()), answers.get(8)),
        answers(answers.get(9)));
  }

  /** Seconds since the epoch, as {@code date +%s} prints them. */
  static Instant clock(Answer answer) {
    Optional<Instant> time =
        Optional.of(ok(answer).text().strip())
            .filter(text -> text.matches("\\d{1,12}"))
            .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
    return understood(time, answer);
  }

  private static List<Storage> storages(Answer answer, Storage.Content content) {
    return understood(NodeTables.storages(ok(answer).lines(), content), answer);
  }

  /** ping ends with 1 for silence; anything else but 0 means that nothing was asked. */
  private static boolean answers(Answer ping) {
    if (ping.exit() != 0 && ping.exit() != NO_REPLY) {
      throw failure(ping);
    }
    return ping.ok();
  }

  private static Answer ok(Answer answer) {
    if (!answer.ok()) {
      throw failure(answer);
    }
    return answer;
  }

  private static <T> T understood(Optional<T> value, Answer answer) {
    return value.orElseThrow(() -> failure(answer));
  }

  private static PortException failure(Answer answer) {
    return ProxmoxTexts.of(answer.text())
        .exceptionFor(
            Text.of("ask the node for " + answer.kind(), "Knoten fragen nach " + answer.kind()));
  }
}
