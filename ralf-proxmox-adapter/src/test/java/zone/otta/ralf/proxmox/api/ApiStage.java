package zone.otta.ralf.proxmox.api;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;

/**
 * A server with answers laid out by call, and an adapter before it. Answers to a call are used up
 * one after the other; the last one stays.
 */
final class ApiStage implements AutoCloseable {
  static final String TOKEN = "ralf-prov@pve!ralf=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
  static final Ctid CTID = new Ctid(20010);
  static final Mark MARK =
      new Mark(new ServiceName("postgresql"), 7, "00112233445566778899aabbccddeeff");
  static final String UPID =
      "UPID:pve1:00001A8D:000A4AB5:6B0484D9:vzcreate:20010:ralf-prov@pve!ralf:";
  private final Map<String, Deque<ApiServer.Answer>> answers = new HashMap<>();
  private final TestAuthority.Identity identity = ApiServer.identity();
  private final ApiServer server = ApiServer.start(identity, this::answer);

  ApiStage() throws IOException, GeneralSecurityException {
    on("GET /nodes/pve1/tasks", ApiServer.ok("[]"));
    on("GET /cluster/resources", ApiServer.ok("[]"));
  }

  /**
   * @param call {@code GET /version}, without query
   */
  ApiStage on(String call, ApiServer.Answer... replies) {
    answers.put(call, new ArrayDeque<>(List.of(replies)));
    return this;
  }

  /** A task that is looked at once while it runs and has then ended so. */
  ApiStage onTask(String call, String exit) {
    on(call, ApiServer.ok("\"" + UPID + "\""));
    return on(
        task("status"),
        ApiServer.ok("{\"status\":\"running\"}"),
        ApiServer.ok("{\"status\":\"stopped\",\"exitstatus\":\"" + exit + "\"}"));
  }

  static String task(String what) {
    return "GET /nodes/pve1/tasks/" + FormText.encode(UPID) + "/" + what;
  }

  static String ct(String rest) {
    return "/nodes/pve1/lxc/20010" + rest;
  }

  private synchronized ApiServer.Answer answer(ApiServer.Received request) {
    Deque<ApiServer.Answer> laidOut = answers.get(request.call().replaceFirst("\\?.*", ""));
    if (laidOut == null) {
      return ApiServer.refuse(599, "nothing laid out for " + request.call());
    }
    return laidOut.size() > 1 ? laidOut.remove() : laidOut.element();
  }

  ApiServer server() {
    return server;
  }

  TestAuthority.Identity identity() {
    return identity;
  }

  ApiSettings settings() {
    return ApiSettings.of(
            "127.0.0.1",
            server.port(),
            "pve1",
            () -> new Secret(TOKEN.toCharArray()),
            new TlsTrust.Pinned(identity.fingerprint()))
        .withLab(true)
        .withLimits(
            Limits.USUAL
                .withLock(Duration.ofSeconds(1))
                .withReply(Duration.ofSeconds(20))
                .withTask(Duration.ofSeconds(20)));
  }

  ApiHost host() {
    return new ApiHost(settings());
  }

  /** Bodies of the changes that came in, in their order. */
  List<String> changes() {
    return server.received().stream()
        .filter(r -> !r.method().equals("GET"))
        .map(r -> r.call() + (r.body().isEmpty() ? "" : " " + r.body()))
        .toList();
  }

  static Facts.Container container(long memoryMib, long rootfsMib, String purpose) {
    Ipv4Address address = Ipv4Address.of("10.10.20.10");
    return new Facts.Container(
        CTID,
        new HostName("postgres-ops"),
        2,
        memoryMib,
        0,
        "fast",
        rootfsMib,
        true,
        true,
        "vmbr0",
        new Ipv4Interface(address, 16),
        Ipv4Address.of("10.10.0.1"),
        MacAddress.of(address),
        Ipv4Address.of("10.10.0.1"),
        new DnsName("otta.zone"),
        true,
        new TreeSet<>(Set.of("ralf", "postgresql")),
        purpose);
  }

  static Facts.Container container() {
    return container(2048, 2048, "Central database");
  }

  /** What {@code pending} shows of it. */
  static String pending(Facts.Container c, String digest, Optional<Mark> mark) {
    return "[{\"key\":\"digest\",\"value\":\""
        + digest
        + "\"},"
        + "{\"key\":\"hostname\",\"value\":\""
        + c.hostname().label()
        + "\"},"
        + "{\"key\":\"cores\",\"value\":"
        + c.cores()
        + "},"
        + "{\"key\":\"memory\",\"value\":"
        + c.memoryMib()
        + "},"
        + "{\"key\":\"swap\",\"value\":0},"
        + "{\"key\":\"rootfs\",\"value\":\"fast:20010/vm-20010-disk-0.raw,size="
        + c.rootfsMib()
        + "M\"},"
        + "{\"key\":\"unprivileged\",\"value\":1},{\"key\":\"features\",\"value\":\"nesting=1\"},"
        + "{\"key\":\"net0\",\"value\":\"name=eth0,bridge=vmbr0,firewall=1,gw="
        + c.gateway()
        + ",hwaddr="
        + c.mac()
        + ",ip="
        + c.address()
        + ",type=veth\"},"
        + "{\"key\":\"nameserver\",\"value\":\""
        + c.nameserver()
        + "\"},"
        + "{\"key\":\"searchdomain\",\"value\":\"otta.zone\"},{\"key\":\"onboot\",\"value\":1},"
        + (c.tags().isEmpty()
            ? ""
            : "{\"key\":\"tags\",\"value\":\"" + String.join(";", c.tags()) + "\"},")
        + "{\"key\":\"description\",\"value\":\""
        + c.purpose()
        + mark.map(m -> "\\n\\n" + m.line()).orElse("")
        + "\\n\"}]";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
