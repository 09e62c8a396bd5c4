package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.cli.CanarySite.SYNC_PATH;
import static zone.otta.ralf.cli.CanarySite.TOKEN_PATH;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.cli.CanarySite.Hiding;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.vault.Derivation;
import zone.otta.ralf.lab.vault.EmulatedVaultwarden;
import zone.otta.ralf.lab.vault.VaultAccount;
import zone.otta.ralf.lab.vault.VaultStore;
import zone.otta.ralf.lab.vault.VaultTrouble;
import zone.otta.ralf.secrets.Redactor;

/**
 * Every way to fail, by the command line and over real TLS: told apart, and nothing secret said.
 */
class CanaryFailuresTest {
  private static final String CARD = LabSite.CARD;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static CanarySite site;
  private static EmulatedVaultwarden elsewhere;
  @TempDir Path temporary;
  private String yaml = "";
  private Map<String, String> environment = Map.of();

  @BeforeAll
  static void furnish() throws IOException {
    site = new CanarySite(Hiding.VAULT);
    WaysToFail.WRONG.forEach(site::know);
    var account =
        VaultAccount.register(
                "somebody@lab.test", "somebody", Derivation.pbkdf2(5_000), VaultAccount.newKeys())
            .account();
    elsewhere =
        new EmulatedVaultwarden(
            new VaultStore(account), InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  @AfterAll
  static void end() {
    elsewhere.close();
    site.close();
  }

  @BeforeEach
  void remember() {
    yaml = site.text("ralf.yaml");
    environment = new HashMap<>(site.environment());
  }

  @AfterEach
  void restore() {
    site.server().heal();
    site.write("ralf.yaml", yaml.strip());
    site.environment().clear();
    site.environment().putAll(environment);
  }

  static Stream<WayToFail> waysToFail() {
    return new WaysToFail(site, elsewhere.url()).all();
  }

  @ParameterizedTest
  @MethodSource("waysToFail")
  void isTold(WayToFail failure) {
    failure.prepare().accept(site);
    int asked = site.server().requests().size();
    int printed = site.printed().size();
    boolean german = failure.name().length() % 2 == 0;
    Call.Result result =
        site.ralf(
            Stream.concat(
                    Stream.of(failure.command().split(" ")),
                    Stream.of(
                        "--verbose",
                        "--format",
                        failure.name().hashCode() % 2 == 0 ? "json" : "human",
                        "--lang",
                        german ? "de" : "en"))
                .toArray(String[]::new));
    assertThat(result.exit())
        .as(failure + "\n" + result.all())
        .isIn(Exit.BLOCKER, Exit.UNREACHABLE, Exit.USAGE);
    if (!failure.code().isEmpty()) {
      assertThat(result.all()).as(failure.name()).contains("RALF-" + failure.code());
    }
    assertThat(site.server().requests().stream().skip(asked).filter(r -> r.endsWith(TOKEN_PATH)))
        .as("logins are not repeated")
        .hasSizeLessThanOrEqualTo(1);
    assertThat(site.printed().entrySet().stream().skip(printed).map(Map.Entry::getValue))
        .as("what the last net caught: " + failure)
        .noneMatch(text -> text.contains(Redactor.MASK) && !text.contains("****"));
    // What a person has written into ralf.yaml stands there.
    restore();
    assertThat(site.leaks()).as(failure.name()).isEmpty();
  }

  @Test
  void nothingWasSentElsewhere() {
    site.server().trouble(TOKEN_PATH, new VaultTrouble.Redirects(elsewhere.url() + TOKEN_PATH));
    assertThat(site.ralf("plan", CARD, "--verbose").exit()).isEqualTo(Exit.BLOCKER);
    assertThat(elsewhere.requests()).isEmpty();
  }

  @Test
  void whatRalfMakesIsFoundWhereItBelongsOnly() {
    for (String made : List.of("vaultwarden://made?folder=ralf", "file:secrets/made")) {
      site.edit("vaultwarden://postgresql?folder=ralf#password", made);
      Call.Result result = site.ralf("secrets", "create", CARD, "--verbose");
      assertThat(result.exit()).as(result.all()).isEqualTo(Exit.OK);
      restore();
      site.know("what was made for " + made, site.reveal(made));
    }
    assertThat(site.leaks()).isEmpty();
  }

  @Test
  void aProcessThatIsKilledOrBreaksLeavesNothing() throws IOException {
    try (var watch = new ProcessWatch()) {
      killed("plan " + CARD, TOKEN_PATH, RalfProcess::kill, 137);
      killed("secrets create " + CARD, SYNC_PATH, RalfProcess::kill, 137);
      killed("doctor", SYNC_PATH, RalfProcess::terminate, 143);
      ended(
          site.start(BreakingRalf.class.getName(), temporary, "plan", CARD, "--verbose"),
          Exit.DEFECT);
      assertThat(Files.list(temporary))
          .anyMatch(f -> f.getFileName().toString().startsWith("ralf-defect-"));

      site.server().trouble(TOKEN_PATH, new VaultTrouble.EchoesAsPage(502));
      ended(site.start(temporary, "plan", CARD, "--verbose", "--lang", "de"), Exit.UNREACHABLE);
      site.environment().put("RALF_VAULT_MASTER", WaysToFail.PASSWORD);
      ended(site.start(temporary, "secrets", "check", CARD, "--format", "json"), Exit.BLOCKER);

      assertThat(site.leaks()).isEmpty();
      assertThat(site.canary().inFiles(temporary, file -> false)).isEmpty();
      watch.close();
      assertThat(watch.leaks(site.canary())).isEmpty();
    }
  }

  private void ended(RalfProcess process, Exit exit) {
    RalfProcess.Ended ended = process.end();
    site.printed("a process", ended.out(), ended.err());
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(exit.code());
  }

  /** While it waits for an answer of this path. */
  private void killed(String command, String path, Consumer<RalfProcess> kill, int code) {
    site.server().trouble(path, new VaultTrouble.Hangs());
    long before = asked(path);
    RalfProcess process =
        site.start(
            temporary,
            Stream.concat(Stream.of(command.split(" ")), Stream.of("--verbose"))
                .toArray(String[]::new));
    await(() -> asked(path) > before || !process.alive());
    kill.accept(process);
    RalfProcess.Ended ended = process.end();
    site.printed(command, ended.out(), ended.err());
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
  }

  private static long asked(String path) {
    return site.server().requests().stream().filter(r -> r.endsWith(path)).count();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
