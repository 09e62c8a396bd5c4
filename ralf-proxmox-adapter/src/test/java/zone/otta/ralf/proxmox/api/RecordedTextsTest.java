package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.Meaning;

/**
 * Every refusal and every end of a task that was recorded with Proxmox VE 9.2.11 and 8.4.21, served
 * as recorded, and what the adapter makes of it.
 */
final class RecordedTextsTest {
  /** First match counts. A text that no row knows fails the test. */
  private static final Map<String, String> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put("403 .*pool 'nopool' does not exist.*", "REFUSED RALF-W065");
    TABLE.put("403 .*only allowed for root@pam.*", "REFUSED RALF-W066");
    TABLE.put("403 Permission check failed.*", "REFUSED RALF-W064");
    TABLE.put("401 .*", "REFUSED RALF-W005");
    TABLE.put("59[0-9] .*", "UNREACHABLE RALF-W002");
    TABLE.put("501 Method .* not implemented", "REFUSED RALF-W069");
    TABLE.put("400 Parameter verification failed\\.", "REFUSED RALF-W039");
    TABLE.put("500 hostname lookup 'other' failed.*", "REFUSED RALF-W068");
    TABLE.put("500 CT \\d+ already exists on node 'pve1'", "CONFLICT RALF-W030");
    TABLE.put("500 SSH public key validation error", "REFUSED RALF-W070");
    TABLE.put("500 (CT|VM) \\d+ not running", "REFUSED RALF-W010");
    TABLE.put("500 can't remove CT \\d+ - protection mode enabled", "REFUSED RALF-W046");
    TABLE.put("500 unable to destroy CT \\d+ - container is running", "REFUSED RALF-W045");
    TABLE.put("(500|task) CT is locked \\(backup\\)", "CONFLICT RALF-W031");
    TABLE.put("(500|task) Configuration file .* does not exist", "REFUSED RALF-W011");
    TABLE.put("500 detected modified configuration .*", "CONFLICT RALF-W067");
    TABLE.put("500 unable to shrink disk size", "REFUSED RALF-W054");
    TABLE.put("500 unable to use snapshot name 'current' .*", "REFUSED RALF-W039");
    TABLE.put("500 (no options specified|format error)", "REFUSED RALF-W039");
    TABLE.put("500 unable to (modify read-only|delete required) option.*", "REFUSED RALF-W039");
    TABLE.put("500 Only root can pass arbitrary filesystem paths.*", "REFUSED RALF-W066");
    TABLE.put("task snapshot name '.*' already used", "CONFLICT RALF-W048");
    TABLE.put("task snapshot '.*' does not exist", "REFUSED RALF-W049");
    TABLE.put("task can't lock file '.*' - got timeout", "CONFLICT RALF-W032");
    TABLE.put("task unable to create CT \\d+ - volume '.*' does not exist", "REFUSED RALF-W033");
    TABLE.put("task unable to create CT \\d+ - .*received interrupt", "UNREACHABLE RALF-W072");
    TABLE.put("task unable to create CT \\d+ - command .*", "REFUSED RALF-W071");
    TABLE.put("task (OK|WARNINGS: \\d+)", "OK");
    // Calls this adapter does not make, and parameters it does not send.
    TABLE.put("500 no rule at position 9", "NOT_UNDERSTOOD RALF-W014");
    TABLE.put("500 ACL update failed: .*", "NOT_UNDERSTOOD RALF-W014");
    TABLE.put("500 unable to parse directory volume name .*", "NOT_UNDERSTOOD RALF-W014");
    TABLE.put("500 unable to use volume .* content type .*", "NOT_UNDERSTOOD RALF-W014");
    // Answered where they mean that there is nothing to do; else nothing is concluded.
    TABLE.put("500 CT \\d+ already running", "NOT_UNDERSTOOD RALF-W014");
    TABLE.put("500 disk is already at specified size", "NOT_UNDERSTOOD RALF-W014");
  }

  @Test
  void every_recorded_refusal_has_its_verdict() throws Exception {
    var refusals =
        new LinkedHashSet<>(
            ApiConversation.all().stream()
                .filter(e -> e.status() != 200)
                .map(e -> new ApiConversation.Entry("", "", e.status(), e.reason(), e.body()))
                .toList());
    List<ApiConversation.Entry> entries = List.copyOf(refusals);
    var verdicts = new TreeMap<String, String>();
    var identity = ApiServer.identity();
    try (var server =
            ApiServer.start(
                identity,
                r -> entries.get(Integer.parseInt(r.call().replaceAll("\\D+", ""))).answer());
        var stage = new ApiStage()) {
      ApiSettings s = stage.settings();
      try (var connection =
          new ApiConnection(
              ApiSettings.of(
                  "127.0.0.1",
                  server.port(),
                  "pve1",
                  s.credentials(),
                  new TlsTrust.Pinned(identity.fingerprint())))) {
        for (int i = 0; i < entries.size(); i++) {
          ApiConversation.Entry entry = entries.get(i);
          verdicts.put(entry.status() + " " + entry.reason().strip(), verdict(connection, i));
        }
      }
    }
    assertThat(verdicts).hasSizeGreaterThan(60);
    assertThat(wrong(verdicts)).isEmpty();
  }

  @Test
  void every_recorded_end_of_a_task_has_its_verdict() throws Exception {
    var verdicts = new TreeMap<String, String>();
    for (ApiConversation.Entry entry : ApiConversation.all()) {
      if (entry.status() == 200 && entry.body().contains("\"exitstatus\"")) {
        JsonNode exit = JsonMapper.shared().readTree(entry.body()).at("/data/exitstatus");
        var end = new TaskEnd(Upid.parse(ApiStage.UPID).orElseThrow(), exit.asString(), List.of());
        verdicts.put("task " + end.exit(), end.ok() ? "OK" : words(end.meaning()));
      }
    }
    assertThat(verdicts).hasSizeGreaterThan(7);
    assertThat(wrong(verdicts)).isEmpty();
  }

  private static String verdict(ApiConnection connection, int number) {
    var request = new ApiRequest(ApiRequest.Method.GET, List.of("recorded" + number), Map.of());
    try {
      return words(connection.send(request, Text.same("recorded")).meaning());
    } catch (PortException e) {
      return e.fault() + " " + e.code();
    }
  }

  private static String words(Meaning meaning) {
    Fault fault = meaning.fault();
    return fault + " " + meaning.code();
  }

  private static List<String> wrong(Map<String, String> verdicts) {
    var wrong = new ArrayList<String>();
    verdicts.forEach(
        (text, verdict) -> {
          String due =
              TABLE.entrySet().stream()
                  .filter(row -> text.matches("(?s)" + row.getKey()))
                  .map(Map.Entry::getValue)
                  .findFirst()
                  .orElse("a row in the table");
          if (!due.equals(verdict)) {
            wrong.add(text + " -> " + verdict + ", due " + due);
          }
        });
    return wrong;
  }
}
