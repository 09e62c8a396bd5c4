package zone.otta.ralf.lab;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.node.WorldOptions;

/** Requests that many tests need. */
final class RestFixture {
  static final String NODE = "/nodes/pve";
  static final String CT = NODE + "/lxc/20010";
  private static final Pattern UPID = Pattern.compile("UPID[^\"]+");

  private RestFixture() {}

  static String create(String more) {
    return "vmid=20010&pool=ralf&unprivileged=1&hostname=postgres-ops&cores=2&memory=2048&swap=0"
        + "&ostemplate="
        + encoded("local:vztmpl/" + WorldOptions.UBUNTU)
        + "&rootfs="
        + encoded("local-lvm:16")
        + "&net0="
        + encoded("name=eth0,bridge=vmbr0,gw=10.10.0.1,ip=10.10.20.10/16")
        + "&features="
        + encoded("nesting=1")
        + more;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String upid(RestClient.Result started) {
    Matcher upid = UPID.matcher(started.body());
    if (started.status() != 200 || !upid.find()) {
      throw new IllegalStateException(started.toString());
    }
    return upid.group();
  }

  /** Waits for the task an answer names; how it ended. */
  static String end(RestClient client, RestClient.Result started)
      throws IOException, InterruptedException {
    String path = NODE + "/tasks/" + encoded(upid(started)) + "/status";
    long until = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < until) {
      Matcher exit =
          Pattern.compile("\"exitstatus\":\"([^\"]*)\"").matcher(client.get(path).body());
      if (exit.find()) {
        return exit.group(1);
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("still running: " + path);
  }
}
