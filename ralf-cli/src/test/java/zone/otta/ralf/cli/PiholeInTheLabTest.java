package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.LabOptions.NameServer;
import zone.otta.ralf.lab.dns.CachingResolver;
import zone.otta.ralf.lab.pihole.EmulatedPihole;
import zone.otta.ralf.lab.pihole.PiholeTrouble;

/** The service's name on an emulated Pi-hole, reached over HTTPS and DNS on loopback. */
class PiholeInTheLabTest {
  private static final String LINE = "10.10.20.10 postgres.otta.zone";
  private final LabSite site = new LabSite(Canary.VALUE, NameServer.PIHOLE, NameServer.RESOLVER);
  private final EmulatedPihole hole = site.lab().pihole().orElseThrow().server();
  private final Operator operator = new Operator(site);
  private final Path yaml = site.root().resolve("ralf.yaml");

  @AfterEach
  void end() {
    site.close();
  }

  /** The names are kept on the Pi-hole, with this password. */
  private void onThePihole(String password, String trust) throws IOException {
    Path secret = site.root().resolve("secrets/pihole");
    Files.deleteIfExists(secret);
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, password + "\n");
    dns(
        """
        dns:
          adapter: pihole
          host: %s
          port: %d
          password: file:secrets/pihole
          dns_port: %d
          resolvers: ["%s:%d"]
        """
                .formatted(hole.host(), hole.port(), hole.dnsPort(), hole.host(), hole.dnsPort())
            + trust);
  }

  private String pinned() {
    return "  fingerprint: " + hole.fingerprint() + "\n";
  }

  /** Another section dns. */
  private void dns(String section) throws IOException {
    Files.writeString(
        yaml, Files.readString(yaml).replaceFirst("(?ms)^dns:\n(  [^\n]*\n)+", section));
  }

  @Test
  void aNameIsMadeTestedAndTakenAwayWithItsService() throws IOException {
    onThePihole(hole.password(), pinned());
    String before = String.join("\n", hole.store().hosts());
    assertThat(operator.ok("doctor"))
        .contains("otta.zone at Pi-hole " + hole.host(), "with file:secrets/pihole they are taken");
    assertThat(hole.store().hosts()).containsExactly(before.split("\n"));
    assertThat(operator.ok("plan", LabSite.CARD)).contains("dns", LINE.split(" ")[1]);
    assertThat(hole.store().hosts()).doesNotContain(LINE);
    operator.applied("N004");
    assertThat(hole.store().hosts()).contains(LINE);
    assertThat(operator.ok("smoke", "postgresql")).contains("postgres.otta.zone -> [10.10.20.10]");
    assertThat(operator.ok("plan", LabSite.CARD)).contains("0 to create");
    assertThat(operator.ok("drift", "postgresql")).doesNotContain("WARNUNG");

    assertThat(operator.ok("destroy", "postgresql")).contains("RALF-N020");
    assertThat(operator.applied("N020")).contains("postgresql is destroyed");
    assertThat(hole.store().hosts()).containsExactly(before.split("\n"));
    assertThat(hole.sessions()).isZero();
    assertThat(operator.read())
        .allSatisfy(text -> assertThat(text).doesNotContain(hole.password(), Canary.VALUE));
    assertThat(String.join("\n", site.lab().accessLog())).doesNotContain(hole.password());
  }

  @Test
  void whatStopsAChangeIsFoundByTheDoctorAndChangesNothing() throws IOException {
    onThePihole(hole.appPassword(), pinned());
    assertThat(operator.refused("RALF-W134", "doctor")).contains("webserver.api.app_sudo true");
    hole.trouble(new PiholeTrouble.AppSudo(true));
    operator.ok("doctor");
    onThePihole(Canary.VALUE + "1", pinned());
    assertThat(operator.refused("RALF-W132", "doctor")).contains("file:secrets/pihole is wrong");
    onThePihole(hole.password(), "  fingerprint: " + "00:".repeat(31) + "00\n");
    Call.Result stranger = operator.ralf("doctor");
    assertThat(stranger.exit()).as(stranger.all()).isEqualTo(Exit.UNREACHABLE);
    assertThat(stranger.all()).contains("RALF-W131", "nothing was sent");
    assertThat(operator.read()).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());

    onThePihole(hole.password(), "");
    assertThat(operator.ralf("doctor").all()).contains("RALF-W131", "ralf trust");
    assertThat(operator.ok("trust", "--yes")).contains(hole.fingerprint());
    operator.ok("doctor");
    assertThat(hole.sessions()).isZero();
  }

  @Test
  void anAnswerThatWasLostIsLookedUpAndARecordThatWasLostIsNot() throws IOException {
    onThePihole(hole.password(), pinned());
    hole.trouble(new PiholeTrouble.DropsAfter("PUT hosts"));
    operator.deploy();
    assertThat(hole.requests()).filteredOn(r -> r.startsWith("PUT")).hasSize(1);
    assertThat(hole.store().hosts()).contains(LINE);
    hole.store().editHosts(lines -> lines.remove(LINE));
    operator.ok("plan", LabSite.CARD);
    operator.approve();
    hole.trouble(new PiholeTrouble.Loses("PUT hosts"));
    Call.Result stopped = operator.ralf("apply", "postgresql");
    assertThat(stopped.exit()).as(stopped.all()).isEqualTo(Exit.STOPPED);
    assertThat(words(stopped.all()))
        .contains("accepted PUT /api/config/dns/hosts/" + LINE, "RALF-W137", "--resume 2");
    operator.ok("apply", "--resume", "2");
    assertThat(hole.store().hosts()).contains(LINE);
  }

  @Test
  void aResolverThatRemembersIsToldWithItsTimeAndNotWaitedFor() throws IOException {
    CachingResolver resolver = site.lab().resolver().orElseThrow();
    String asked = resolver.host() + ":" + resolver.port();
    String authority = site.lab().net().toLoopback("10.10.0.1") + ":" + site.lab().dns().port();
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replaceFirst(
                "  resolver_host: .*\n  resolver_port: .*\n",
                "  resolvers: [\"" + authority + "\", \"" + asked + "\"]\n"));
    operator.deploy();
    assertThat(words(operator.ok("smoke", "postgresql"))).contains("@ " + authority + ", " + asked);

    try (LabHand hand = new LabHand(site.lab())) {
      hand.moveName("postgres.otta.zone", "10.10.20.99");
      resolver.ahead(Duration.ofSeconds(301));
      assertThat(words(operator.ralf("smoke", "postgresql").all()))
          .contains(asked + ": postgres.otta.zone -> [10.10.20.99]");
      hand.moveName("postgres.otta.zone", "10.10.20.10");
    }
    Call.Result remembered = operator.ralf("smoke", "postgresql");
    assertThat(words(remembered.all()))
        .contains("WARNUNG", asked + ": postgres.otta.zone -> [10.10.20.99], remembered for")
        .doesNotContain("BLOCKER");
    resolver.ahead(Duration.ofSeconds(602));
    assertThat(words(operator.ok("smoke", "postgresql"))).contains("@ " + authority + ", " + asked);
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
