package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.lab.RestFixture.NODE;
import static zone.otta.ralf.lab.RestFixture.create;
import static zone.otta.ralf.lab.RestFixture.encoded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log-ins at the lab's API, as recorded in rest-basics. */
final class RestTicketTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String BASE = "/api2/json";
  @TempDir private Path dir;
  private Lab lab;
  private RestClient client;
  private String password;

  @BeforeEach
  void start() throws Exception {
    LabOptions options = LabOptions.in(dir.resolve("lab")).templatePresent();
    lab = Lab.start(options.withWorld(options.world().withoutWaits()));
    client = RestClient.of(lab);
    password = Files.readString(lab.passwordFile()).strip();
  }

  @AfterEach
  void stop() throws Exception {
    lab.close();
  }

  private RestClient.Result logIn(String form) throws IOException {
    return client.send("POST", BASE + "/access/ticket", List.of(), FORM, form);
  }

  private RestClient.Result logInWith(String secret) throws IOException {
    return logIn("username=" + encoded("ralf-prov@pve") + "&password=" + encoded(secret));
  }

  private static String text(RestClient.Result result, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(result.body());
    assertThat(value.find()).as(result.toString()).isTrue();
    return value.group(1);
  }

  private RestClient.Result with(String method, String path, String body, String... headers)
      throws IOException {
    return client.send(method, BASE + path, List.of(headers), FORM, body);
  }

  @Test
  void a_ticket_opens_questions_and_with_its_proof_changes() throws Exception {
    RestClient.Result in = logInWith(password);
    assertThat(in.status()).isEqualTo(200);
    String cookie = "Cookie: PVEAuthCookie=" + text(in, "ticket");
    String csrf = "CSRFPreventionToken: " + text(in, "CSRFPreventionToken");
    assertThat(text(in, "ticket")).startsWith("PVE:ralf-prov@pve:");
    assertThat(with("GET", "/version", "", cookie).status()).isEqualTo(200);
    for (String[] headers : new String[][] {{cookie}, {cookie, "CSRFPreventionToken: bad"}}) {
      RestClient.Result refused = with("POST", NODE + "/lxc", create(""), headers);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.reason()).isEqualTo("Permission denied - invalid csrf token");
      assertThat(refused.body()).isEmpty();
    }
    assertThat(lab.dump()).doesNotContain("postgres-ops");
    assertThat(RestFixture.end(client, with("POST", NODE + "/lxc", create(""), cookie, csrf)))
        .isEqualTo("OK");
  }

  @Test
  void a_ticket_is_good_as_a_password_until_it_ends() throws Exception {
    String ticket = text(logInWith(password), "ticket");
    assertThat(text(logInWith(ticket), "ticket")).isNotEqualTo(ticket);
    lab.inject(Fault.parse("expire-tickets"));
    assertThat(logInWith(ticket).reason()).isEqualTo("authentication failure");
    RestClient.Result ended = with("GET", "/version", "", "Cookie: PVEAuthCookie=" + ticket);
    assertThat(ended.status()).isEqualTo(401);
    assertThat(ended.reason()).isEqualTo("Authentication failed!");
    assertThat(logInWith(password).status()).isEqualTo(200);
  }

  @Test
  void who_is_not_known_does_not_come_in() throws Exception {
    for (String form :
        List.of(
            "username=root&password=EXAMPLE",
            "username=nobody%40nowhere&password=x",
            "username=ralf-prov%40pve&password=wrong")) {
      RestClient.Result refused = logIn(form);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.body()).contains("\"message\":\"authentication failure\\n\"");
    }
    assertThat(logIn("username=ralf-prov%40pve").body())
        .contains("\"password\":\"property is missing and it is not optional\"");
    assertThat(logIn("username=x&password=y&bogus=1").status()).isEqualTo(400);
  }

  @Test
  void a_second_factor_is_asked_for() throws Exception {
    lab.inject(Fault.parse("second-factor"));
    RestClient.Result asked = logInWith(password);
    assertThat(asked.body()).contains("\"NeedTFA\":1");
    String half = "Cookie: PVEAuthCookie=" + text(asked, "ticket");
    assertThat(with("GET", "/version", "", half).status()).isEqualTo(401);
  }

  @Test
  void neither_password_nor_ticket_is_in_the_access_log() throws Exception {
    String ticket = text(logInWith(password), "ticket");
    assertThat(lab.accessLog())
        .anyMatch(l -> l.endsWith(" api POST /access/ticket"))
        .noneMatch(l -> l.contains(password) || l.contains(ticket));
  }
}
