package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.cli.CanarySite.Hiding;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.secrets.Redactor;

/**
 * Every command, with a secret in every place where RALF takes one, which is found nowhere else.
 */
class CanaryCommandsTest {
  private static final String CARD = LabSite.CARD;

  /** These and those that follow end well, one after the other. */
  private static final List<String> DEPLOYED =
      List.of(
          "check " + CARD,
          "card show " + CARD,
          "place " + CARD,
          "explain W103",
          "completion bash",
          "trust --yes",
          "secrets list " + CARD,
          "secrets check " + CARD,
          "secrets create " + CARD,
          "secrets scan services",
          "doctor",
          "plan " + CARD,
          "approve postgresql --accept N004",
          "apply postgresql",
          "up " + CARD,
          "journal handover --yes",
          "journal verify --memory",
          "journal anchor --memory --to memory.anchor",
          "journal backup --to memory.ralf",
          "journal verify memory.ralf --anchor memory.anchor",
          "journal restore memory.ralf --into postgresql",
          "smoke postgresql");

  private static final List<String> ROTATED =
      List.of("secrets rotate postgresql", "approve postgresql --accept N025", "apply postgresql");

  private static final List<String> COMPARED =
      List.of(
          "drift postgresql",
          "tofu " + CARD + " --out infra",
          "status",
          "status --at -1s",
          "diff -24h");

  private static final List<String> OPERATED =
      List.of(
          "snapshot postgresql --name canary",
          "approve postgresql",
          "apply postgresql",
          "rollback postgresql",
          "approve postgresql --accept N021",
          "apply postgresql",
          "destroy postgresql",
          "approve postgresql --accept N020",
          "apply postgresql",
          "journal show",
          "journal tail --last 200",
          "journal anchor",
          "journal export --to copy.jsonl",
          "journal verify copy.jsonl",
          "journal verify");

  /** These start a lab in a process of its own. */
  private static final List<String> WITH_A_LAB =
      List.of(
          "demo --secrets vaultwarden --dns opnsense --handover",
          "lab up --dir other-lab --vault pbkdf2",
          "lab down --dir other-lab");

  private static ProcessWatch watch;
  @TempDir Path temporary;

  @BeforeAll
  static void watch() {
    watch = new ProcessWatch();
  }

  @AfterAll
  static void end() {
    watch.close();
  }

  @Test
  void noCommandIsForgotten() {
    assertThat(
            Stream.of(DEPLOYED, ROTATED, COMPARED, OPERATED, WITH_A_LAB)
                .flatMap(List::stream)
                .map(line -> CommandTable.find(List.of(line.split(" "))))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(CommandTable.PATHS);
  }

  private static List<String> manner(Hiding hiding) {
    return switch (hiding) {
      case ENVIRONMENT -> List.of("--verbose");
      case FILES -> List.of("--verbose", "--lang", "de");
      case VAULT -> List.of("--verbose", "--format", "json", "--lang", "de");
    };
  }

  /** The environment cannot keep another secret; the last site differs in the first commands. */
  private static List<String> lines(Hiding hiding) {
    return switch (hiding) {
      case ENVIRONMENT -> joined(DEPLOYED, COMPARED, OPERATED);
      case FILES -> joined(DEPLOYED, ROTATED, COMPARED);
      case VAULT -> joined(DEPLOYED, ROTATED, COMPARED, OPERATED);
    };
  }

  @SafeVarargs
  private static List<String> joined(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  private static String[] words(String line, List<String> more) {
    return Stream.concat(Arrays.stream(line.split(" ")), more.stream()).toArray(String[]::new);
  }

  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  void noCommandShowsASecret(Hiding hiding) {
    try (var site = new CanarySite(hiding)) {
      for (String line : lines(hiding)) {
        Call.Result result = site.ralf(words(line, manner(hiding)));
        assertThat(result.exit()).as(line + "\n" + result.all()).isEqualTo(Exit.OK);
        if (line.startsWith("smoke ") && hiding == Hiding.ENVIRONMENT) {
          smokeWithAnotherPassword(site);
        }
        if (line.startsWith("apply ")) {
          if (hiding != Hiding.ENVIRONMENT) {
            site.know("the password now", site.reveal(CanarySite.ITEM));
          }
          // What the guest has written is gone with it later.
          assertThat(site.leaks()).as(line).isEmpty();
        }
      }
      assertThat(site.leaks()).isEmpty();
      assertThat(site.printed())
          .as("the last net caught nothing")
          .allSatisfy((place, text) -> assertThat(text).doesNotContain(Redactor.MASK));
      watch.look();
      assertThat(watch.leaks(site.canary())).isEmpty();
    }
  }

  private static void smokeWithAnotherPassword(CanarySite site) {
    String right = site.environment().put(CanarySite.PASSWORD, "an0ther-c4nary-password");
    site.know("another password", "an0ther-c4nary-password");
    Call.Result refused = site.ralf("smoke", "postgresql", "--verbose");
    assertThat(refused.exit()).as(refused.all()).isEqualTo(Exit.BLOCKER);
    site.environment().put(CanarySite.PASSWORD, right);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void noProcessThatRalfStartsGetsASecret() throws IOException {
    try (var site = new CanarySite(Hiding.VAULT)) {
      for (String line : WITH_A_LAB) {
        RalfProcess process =
            RalfProcess.start(
                RalfProcess.RALF,
                site.root(),
                temporary,
                site.environment(),
                List.of("-Djava.io.tmpdir=" + temporary, "-Dralf.home=" + installation(temporary)),
                words(line.replace("--secrets", CARD + " --secrets"), List.of("--verbose")));
        RalfProcess.Ended ended = process.end();
        site.printed(line, ended.out(), ended.err());
        assertThat(ended.code()).as(line + "\n" + ended.out() + ended.err()).isZero();
      }
      knowTheDemos(site);
      assertThat(site.leaks()).isEmpty();
      assertThat(site.canary().inFiles(temporary, CanaryCommandsTest::ofTheDemo)).isEmpty();
      watch.look();
      assertThat(watch.leaks(site.canary())).isEmpty();
    }
  }

  private List<Path> demosSecrets() throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      return all.filter(CanaryCommandsTest::ofTheDemo).filter(Files::isRegularFile).toList();
    }
  }

  private static boolean ofTheDemo(Path file) {
    return file.getParent().getFileName().toString().equals("secrets");
  }

  private void knowTheDemos(CanarySite site) throws IOException {
    List<Path> files = demosSecrets();
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      site.know("the demo's " + file.getFileName(), Files.readString(file).strip());
    }
  }

  /** An installation whose lab is that of this test. */
  private static Path installation(Path folder) throws IOException {
    Path home = folder.resolve("home");
    Path jar = home.resolve("ralf-lab/target/ralf-lab-0.1.0.jar");
    if (Files.exists(jar)) {
      return home;
    }
    Files.createDirectories(jar.getParent());
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "zone.otta.ralf.lab.LabMain");
    var places = new ArrayList<String>();
    for (String place : System.getProperty("java.class.path").split(":")) {
      places.add(Path.of(place).toUri().toString());
    }
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", places));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return home;
  }
}
