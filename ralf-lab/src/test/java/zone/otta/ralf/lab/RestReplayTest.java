package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.lab.rest.RestBody;

/**
 * The conversations recorded with the API of genuine Proxmox VE, replayed against the lab's:
 * status, reason phrase, Connection headers and body must be the recorded ones.
 */
final class RestReplayTest {
  /** How many calls the lab answers as recorded, by file; it must not shrink. */
  private static final TreeMap<String, Integer> COVERED = new TreeMap<>();

  static {
    COVERED.put("9.2-rest-1-discovery", 36);
    COVERED.put("9.2-rest-2-create", 40);
    COVERED.put("9.2-rest-3-start", 11);
    COVERED.put("9.2-rest-4-update", 72);
    COVERED.put("9.2-rest-5-lifecycle", 123);
    COVERED.put("9.2-rest-6-privileges", 185);
    COVERED.put("9.2-rest-6b-options", 39);
    COVERED.put("9.2-rest-7-firewall", 32);
    COVERED.put("8.4-rest-1-discovery", 35);
    COVERED.put("8.4-rest-2-create", 40);
    COVERED.put("8.4-rest-3-start", 11);
    COVERED.put("8.4-rest-5-lifecycle", 123);
    COVERED.put("8.4-rest-6-privileges", 178);
    COVERED.put("8.4-rest-6b-options", 37);
    COVERED.put("8.4-rest-7-firewall", 32);
  }

  private static final Pattern UPID = Pattern.compile("UPID[:%][^/\"]*?(?::|%3A)(?=[/\"]|$)");

  @TempDir private Path dir;

  @Test
  void recorded_calls_answer_as_recorded() throws Exception {
    Path folder = Shared.path("protocols/proxmox-conversations");
    var covered = new TreeMap<String, Integer>();
    var different = new ArrayList<String>();
    for (String version : List.of("9.2", "8.4")) {
      try (Lab lab =
              Lab.start(
                  LabOptions.in(dir.resolve(version)).withWorld(RecordedNode.options(version)));
          LabClient root = LabClient.of(lab)) {
        var replay = new Replay(lab, root, different);
        for (String file : COVERED.keySet()) {
          if (file.startsWith(version)) {
            if (file.endsWith("4-update")) {
              lab.inject(new Fault.StuckFileSystem(20010)); // as on the recorded node
            }
            if (file.equals("8.4-rest-5-lifecycle")) {
              replay.prepare(folder, "9.2-rest-4-update"); // kept for one version only
            }
            covered.put(file, replay.all(folder, file));
          }
        }
      }
    }
    different.forEach(d -> System.out.println("DIFFERENT " + d));
    assertThat(different).isEmpty();
    assertThat(covered).isEqualTo(COVERED);
  }

  private static final class Replay {
    private final Lab lab;
    private final LabClient root;
    private final RestClient client;
    private final List<String> different;
    private final Map<String, String> upids = new HashMap<>();
    private final RecordedRights rights;

    Replay(Lab lab, LabClient root, List<String> different) throws Exception {
      this.lab = lab;
      this.root = root;
      this.different = different;
      client = RestClient.of(lab);
      rights = new RecordedRights(lab);
    }

    /** Does what a conversation did, whatever is answered. */
    void prepare(Path folder, String file) throws Exception {
      for (RestConversation.Entry entry : RestConversation.read(folder.resolve(file + ".txt"))) {
        if (!entry.method().equals("GET")) {
          ask(entry);
          awaitTasks();
        }
      }
    }

    int all(Path folder, String file) throws Exception {
      int same = 0;
      var outside = new ArrayList<String>();
      for (RestConversation.Entry entry : RestConversation.read(folder.resolve(file + ".txt"))) {
        if (!entry.rest()) {
          byRoot(entry.line());
          continue;
        }
        if (RestDifferences.notAsked(entry)) {
          outside.add(entry.line());
          continue;
        }
        RestClient.Result result = ask(entry);
        String recorded = normal(entry.status(), entry.reason(), entry.connection(), entry.out());
        String here = normal(result.status(), result.reason(), result.connection(), result.body());
        remember(entry.out(), result.body());
        if (RestDifferences.moment(entry)) {
          outside.add("(moment) " + entry.line());
        } else if (recorded.equals(here)) {
          same++;
        } else if (RestDifferences.may(file, entry, result.body())) {
          outside.add(entry.line());
        } else {
          different.add(
              file
                  + "\n### "
                  + entry.line()
                  + "\n"
                  + entry.input()
                  + "\nrecorded "
                  + recorded
                  + "\nlab      "
                  + here);
        }
      }
      System.out.println(file + ": " + same + " covered, " + outside.size() + " not covered:");
      outside.forEach(l -> System.out.println("  " + l));
      return same;
    }

    private void byRoot(String line) throws Exception {
      if (line.contains("rm -f /etc/pve/firewall/20010.fw")) {
        client.delete("/nodes/pve1/lxc/20010/firewall/rules/0");
        return;
      }
      if (!rights.change(line) && line.contains("pct ")) {
        root.line(line, new byte[0]);
      }
    }

    private RestClient.Result ask(RestConversation.Entry entry) throws Exception {
      String target = entry.target();
      if (entry.method().equals("POST")) {
        awaitTasks();
      }
      Matcher upid = UPID.matcher(target);
      if (upid.find()) {
        String ours = upids.getOrDefault(plain(upid.group()), upid.group());
        target =
            target.substring(0, upid.start())
                + ours.replace(":", "%3A").replace("!", "%21").replace("@", "%40")
                + target.substring(upid.end());
        awaitEnd(entry, target);
      }
      return client.send(
          entry.method(),
          target,
          entry
              .authorization()
              .map(a -> a.endsWith("!ralf=EXAMPLE-TOKEN-SECRET") ? client.token() : a),
          entry.contentType(),
          entry.input());
    }

    private void awaitTasks() throws IOException, InterruptedException {
      long end = System.nanoTime() + 20_000_000_000L;
      while (System.nanoTime() < end
          && client.get("/nodes/pve1/tasks?source=active").body().contains("UPID")) {
        Thread.sleep(5);
      }
    }

    /** A task that is still running when it was not in the recording. */
    private void awaitEnd(RestConversation.Entry entry, String target)
        throws IOException, InterruptedException {
      if (!entry.method().equals("GET") || entry.out().contains("\"running\"")) {
        return;
      }
      String status = target.replaceFirst("/log.*", "/status");
      long end = System.nanoTime() + 20_000_000_000L;
      while (System.nanoTime() < end
          && client
              .send("GET", status, Optional.of(client.token()), "", "")
              .body()
              .contains("\"running\"")) {
        Thread.sleep(5);
      }
    }

    private void remember(String recorded, String here) {
      Matcher theirs = UPID.matcher(recorded);
      Matcher ours = UPID.matcher(here);
      if (recorded.startsWith("{\"data\":\"UPID") && theirs.find() && ours.find()) {
        upids.put(theirs.group(), ours.group());
      }
    }

    private static String plain(String upid) {
      return upid.replace("%3A", ":").replace("%21", "!").replace("%40", "@");
    }
  }

  private static String normal(int status, String reason, List<String> connection, String body) {
    boolean firewall = body.contains("policy_") || body.contains("ipversion");
    return status
        + " "
        + reason
        + " "
        + connection
        + " "
        + (body.isEmpty() ? "" : RestBody.normal(body, firewall));
  }
}
