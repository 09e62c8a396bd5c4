package zone.otta.ralf.lab.opnsense;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The firewall's answers as dns.md section 2 has them, byte for byte where it gives them. */
class EmulatedOpnsenseTest {
  private static final String JSON = "application/json";
  private static final String ID = "6ba7b810-9dad-51d1-80b4-00c04fd430c8";
  private static final String LIST = "settings/search_host_override";
  private static final String SET = "settings/set_host_override/";
  private static final String APP1 =
      "{\"host\":{\"enabled\":\"1\",\"hostname\":\"app1\",\"domain\":\"homelab.test\",\"rr\":\"A\",\"server\":\"192.168.2.50\"}}";

  private EmulatedOpnsense firewall = started(OpnsenseRelease.V26_1);

  private static EmulatedOpnsense started(OpnsenseRelease release) {
    try {
      return new EmulatedOpnsense(
          InetAddress.getLoopbackAddress(),
          release,
          Map.of("pve.homelab.test", "192.168.2.5"),
          l -> {});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void restart(OpnsenseRelease release) throws IOException {
    firewall.close();
    firewall = started(release);
  }

  @AfterEach
  void close() throws IOException {
    firewall.close();
  }

  @Test
  void saysThatItIsEmulated() throws Exception {
    HttpResponse<String> status = send(get("service/status"));
    assertThat(status.headers().firstValue("Server"))
        .hasValueSatisfying(s -> assertThat(s).contains("emulated"));
    assertThat(status.body()).contains("\"status\":\"running\"", "emulated");
  }

  @Test
  void turnsAwayInTheShapesOfTheFramework() throws Exception {
    assertThat(send(request("service/status", "no:body").GET()).body())
        .isEqualTo("{\"status\":401,\"message\":\"Authentication Failed\"}");
    assertThat(send(get("settings/nothing_like_it")).body())
        .isEqualTo("{\"errorMessage\":\"Endpoint not found\"}");
    firewall.trouble(OpnsenseTrouble.parse("privileges narrow"));
    assertThat(send(get("service/status")).body())
        .isEqualTo("{\"status\":403,\"message\":\"Forbidden\"}");
    firewall.trouble(OpnsenseTrouble.parse("privileges wide"));
    firewall.trouble(OpnsenseTrouble.parse("read-only on"));
    HttpResponse<String> readOnly = post(SET + ID, APP1, JSON);
    assertThat(readOnly.statusCode()).isEqualTo(500);
    assertThat(readOnly.body()).contains("user-config-readonly");
    assertThat(firewall.store().entries()).isEmpty();
  }

  @Test
  void takesTwoSpellingsOfTheContentTypeAndNoOther() throws Exception {
    assertThat(post(SET + ID, APP1, "application/json; charset=UTF-8").body())
        .isEqualTo("{\"result\":\"failed\"}");
    assertThat(post("service/reconfigure", "", JSON).statusCode()).isEqualTo(400);
    assertThat(send(request("service/status").header("Content-Type", JSON).GET()).statusCode())
        .isEqualTo(400);
    assertThat(send(get(SET + ID)).body()).isEqualTo("{\"result\":\"failed\"}");
    assertThat(firewall.store().entries()).isEmpty();
    assertThat(post(SET + ID, APP1, "application/json;charset=utf-8").body())
        .isEqualTo("{\"result\":\"saved\"}");
    assertThat(firewall.store().entries()).hasSize(1);
  }

  @Test
  void makesAnEntryOfAnyWellFormedIdAndKeepsFieldsThatAreNotSent() throws Exception {
    assertThat(post(SET + "1", APP1, JSON).body()).isEqualTo("{\"result\":\"failed\"}");
    post(SET + ID, APP1, JSON);
    post(SET + ID, "{\"host\":{\"server\":\"192.168.2.51\"}}", JSON);
    assertThat(firewall.store().entries())
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .containsEntry("hostname", "app1")
                    .containsEntry("server", "192.168.2.51"));
    assertThat(post("settings/del_host_override/" + ID, "{}", JSON).body())
        .isEqualTo("{\"result\":\"deleted\"}");
    assertThat(post("settings/del_host_override/" + ID, "{}", JSON).body())
        .isEqualTo("{\"result\":\"not found\"}");
  }

  @Test
  void refusesValuesWithStatus200() throws Exception {
    HttpResponse<String> refused =
        post(
            SET + ID,
            APP1.replace("app1", "app1.").replace("192.168.2.50", "192.168.2.0/24"),
            JSON);
    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body())
        .startsWith("{\"result\":\"failed\",\"validations\":{")
        .contains("\"host.hostname\":", "\"host.server\":");
  }

  @ParameterizedTest
  @CsvSource({
    "24.1, 404, false, A (IPv4 address)",
    "25.1, 200, false, A (IPv4 address)",
    "25.7, 200, true, A",
    "26.7, 200, true, A"
  })
  void listsAsItsReleaseDoes(String release, int snake, boolean lifetimes, String type)
      throws Exception {
    restart(OpnsenseRelease.named(release).orElseThrow());
    firewall
        .store()
        .add(Map.of("hostname", "app1", "domain", "homelab.test", "server", "192.168.2.50"));
    assertThat(post(LIST, "{}", JSON).statusCode()).isEqualTo(snake);
    HttpResponse<String> list = post("settings/searchHostOverride", "{}", JSON);
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains("\"rr\":\"" + type + "\"", "\"total\":1");
    assertThat(list.body().contains("\"ttl\"")).isEqualTo(lifetimes);
    firewall.trouble(OpnsenseTrouble.parse("privileges narrow"));
    assertThat(post("settings/searchHostOverride", "{}", JSON).statusCode())
        .isEqualTo(lifetimes ? 403 : 200);
  }

  @Test
  void answersWhatWasAppliedAndRefusesTheRestToWhoWantsNoRecursion() throws Exception {
    post(SET + ID, APP1, JSON);
    assertThat(ask("app1.homelab.test.", Type.A, false).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(ask("app1.homelab.test.", Type.A, true).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(post("service/reconfigure", "{}", JSON).body()).isEqualTo("{\"status\":\"ok\"}");
    Message answer = ask("app1.homelab.test.", Type.A, false);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(data(answer)).isEqualTo("3600 192.168.2.50");
    assertThat(data(ask("50.2.168.192.in-addr.arpa.", Type.PTR, false)))
        .isEqualTo("3600 app1.homelab.test.");
    assertThat(data(ask("pve.homelab.test.", Type.A, false))).isEqualTo("3600 192.168.2.5");
  }

  @Test
  void goesOnWithTheOldDataIfTheNewCannotBeLoaded() throws Exception {
    post(SET + ID, APP1, JSON);
    post("service/reconfigure", "{}", JSON);
    firewall
        .store()
        .add(Map.of("hostname", "*", "domain", "homelab.test", "server", "192.168.2.9"));
    assertThat(post("service/reconfigure", "{}", JSON).body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(ask("other.homelab.test.", Type.A, true).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    firewall.store().remove(ID);
    post("service/reconfigure", "{}", JSON);
    assertThat(data(ask("other.homelab.test.", Type.A, false))).isEqualTo("3600 192.168.2.9");
  }

  private static String data(Message answer) {
    Record first = answer.getSection(Section.ANSWER).get(0);
    return first.getTTL() + " " + first.rdataToString();
  }

  private Message ask(String name, int type, boolean recursion) throws IOException {
    SimpleResolver resolver = new SimpleResolver(firewall.host());
    resolver.setPort(firewall.dnsPort());
    Message question = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    if (!recursion) {
      question.getHeader().unsetFlag(Flags.RD);
    }
    return resolver.send(question);
  }

  private HttpRequest.Builder get(String command) {
    return request(command).GET();
  }

  private HttpResponse<String> post(String command, String body, String type) throws Exception {
    return send(request(command).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String command) {
    return request(command, firewall.key() + ":" + firewall.secret());
  }

  private HttpRequest.Builder request(String command, String user) {
    String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(
            URI.create(
                "https://" + firewall.host() + ":" + firewall.port() + "/api/unbound/" + command))
        .header("Authorization", "Basic " + basic);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "firewall",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    firewall.certificate().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
