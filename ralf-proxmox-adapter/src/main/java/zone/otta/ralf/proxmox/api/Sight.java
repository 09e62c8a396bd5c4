package zone.otta.ralf.proxmox.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.site.Ctid;

/**
 * One look at the node: each question is asked once, however many steps need its answer. Knows
 * whether a container that cannot be read is not there, is being made, or is somebody else's.
 */
final class Sight {
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final Map<ApiRequest, ApiReply> replies = new HashMap<>();
  private final Map<Ctid, Observation> hidden = new HashMap<>();

  Sight(ApiConnection connection, ApiRequests requests) {
    this.connection = connection;
    this.requests = requests;
  }

  ApiReply reply(ApiRequest request, Text title) {
    ApiReply known = replies.get(request);
    if (known != null) {
      return known;
    }
    ApiReply reply = connection.send(request, title);
    replies.put(request, reply);
    return reply;
  }

  /** What a refused question about a container shows. */
  Observation refused(Ctid ctid, ApiReply reply, Text title) {
    if (ProxmoxTexts.saysAbsent(reply.text(), ctid.number())) {
      return new Observation.Absent();
    }
    if (!reply.forbidden()) {
      return unknown(reply, title);
    }
    Observation known = hidden.get(ctid);
    if (known != null) {
      return known;
    }
    Observation seen = hidden(ctid, reply, title);
    hidden.put(ctid, seen);
    return seen;
  }

  /**
   * A pool's token gets 403 for what is not there, for what is being made (it joins the pool at the
   * end) and for what belongs to others. The next free id tells the first, the token's own tasks
   * the second (proxmox-conversations, finding 11).
   */
  private Observation hidden(Ctid ctid, ApiReply refusal, Text title) {
    ApiReply free = reply(requests.nextId(ctid), title);
    if (free.ok()) {
      return new Observation.Absent();
    }
    if (!free.text().contains("VM " + ctid + " already exists")) {
      return unknown(refusal, title);
    }
    Optional<String> task = worksOn(ctid);
    if (task.isPresent()) {
      return new Observation.Busy(task.get());
    }
    // Its creation may have ended between the questions: then it can be read now.
    return connection.send(requests.pending(ctid), title).ok()
        ? new Observation.Busy("creation of container " + ctid)
        : foreign(ctid);
  }

  /** A task that changes the container now. An open console is one too, but changes nothing. */
  Optional<String> worksOn(Ctid ctid) {
    Text title = Text.of("tasks of container " + ctid, "Aufgaben von Container " + ctid);
    ApiReply tasks = reply(requests.runningTasks(ctid), title);
    return tasks.ok()
        ? tasks
            .data()
            .valueStream()
            .flatMap(row -> Upid.parse(row.path("upid").asString("")).stream())
            .filter(Upid::changesContainer)
            .map(Upid::text)
            .findFirst()
        : Optional.empty();
  }

  private static Observation foreign(Ctid ctid) {
    return new Observation.Unknown(
        Finding.blocker(
                "RALF-W075",
                Text.of(
                    "CTID " + ctid + " is taken, and the token may not see by whom",
                    "CTID " + ctid + " ist vergeben, und das Token darf nicht sehen, an wen"))
            .help(
                Text.of(
                    "choose another address (the CTID follows from it); if it is ours: put it into the token's pool",
                    "andere Adresse wählen (die CTID folgt aus ihr); gehört er uns: in den Pool des Tokens aufnehmen")));
  }

  static Observation unknown(ApiReply reply, Text title) {
    // A refusal that is understood still shows nothing of the object itself.
    return new Observation.Unknown(reply.meaning().findingFor(title));
  }
}
