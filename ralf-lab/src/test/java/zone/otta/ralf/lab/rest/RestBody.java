package zone.otta.ralf.lab.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import zone.otta.ralf.json.Json;

/** Bodies made comparable: order does not count, what is measured, random or a time is masked. */
public final class RestBody {
  private static final List<String> MASKED =
      List.of(
          "avail",
          "available",
          "cpu",
          "ctime",
          "description",
          "disk",
          "diskread",
          "diskwrite",
          "endtime",
          "free",
          "mem",
          "netin",
          "netout",
          "pid",
          "pstart",
          "snaptime",
          "starttime",
          "total",
          "upid",
          "uptime",
          "used");

  /** Figures the lab cannot write, and fields of one installation. */
  private static final List<String> LEFT_OUT = List.of("used_fraction", "ssl_fingerprint");

  private RestBody() {}

  /**
   * One line that is equal for equal bodies.
   *
   * @param digests whether digests are compared too
   */
  public static String normal(String body, boolean digests) {
    String whole = body.replaceAll("(:)-?\\d+\\.\\d+(e-?\\d+)?", "$10");
    return normal(FlatJson.read(whole), digests).canonical();
  }

  private static Json normal(Json json, boolean digests) {
    return switch (json) {
      case Json.Obj object -> object(object, digests);
      case Json.Arr array -> {
        List<Json> items = array.items().stream().map(i -> normal(i, digests)).toList();
        yield new Json.Arr(
            items.stream().sorted((a, b) -> a.canonical().compareTo(b.canonical())).toList());
      }
      case Json.Str string ->
          new Json.Str(
              string
                  .value()
                  .replaceAll("UPID:\\S+", "UPID")
                  .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                  .replaceAll("SHA256:\\S+", "SHA256")
                  .replaceAll("ssh_host_[a-z0-9]+_key", "KEY")
                  .replaceAll("\\d+MiB/s", "RATE")
                  .replaceAll("(?i)BC:24:11:(?!20:01:)[0-9A-F:]{8}", "MAC"));
      case Json.Num number -> number;
      case Json.Bool bool -> bool;
      case Json.Null nothing -> nothing;
    };
  }

  private static Json sorted(Json list) {
    return list instanceof Json.Str text
        ? new Json.Str(String.join(",", new TreeSet<>(List.of(text.value().split(",")))))
        : list;
  }

  private static Json object(Json.Obj object, boolean digests) {
    var members = new TreeMap<String, Json>();
    for (Json.Member member : object.members()) {
      members.put(member.name(), normal(member.value(), digests));
    }
    LEFT_OUT.forEach(members::remove);
    members.computeIfPresent("content", (n, v) -> sorted(v));
    for (String name : MASKED) {
      members.computeIfPresent(name, (n, v) -> v instanceof Json.Num ? new Json.Str("*") : v);
    }
    if (!digests) {
      members.computeIfPresent("digest", (n, v) -> new Json.Str("*"));
      if (new Json.Str("digest").equals(members.get("key"))) {
        members.put("value", new Json.Str("*"));
      }
    }
    if (new Json.Str("running").equals(members.get("status"))) {
      members.computeIfPresent("maxdisk", (n, v) -> new Json.Str("*"));
    }
    if (members.containsKey("n") && members.containsKey("t")) {
      members.put("n", new Json.Str("*")); // keys are made in any order
    }
    Json.Obj made = Json.object();
    for (Map.Entry<String, Json> each : members.entrySet()) {
      made = made.with(each.getKey(), each.getValue());
    }
    return made;
  }
}
