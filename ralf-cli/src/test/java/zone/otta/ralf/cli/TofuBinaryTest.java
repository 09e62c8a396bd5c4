package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;

/** The module before OpenTofu's own eyes, where it is installed. Nothing is fetched. */
class TofuBinaryTest {
  @TempDir Path folder;

  /** {@code tofu}, else {@code terraform}, on the path. */
  private static Optional<Path> binary() {
    return Stream.of("tofu", "terraform")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A local mirror that holds the provider: where both programs look by themselves. */
  private static Optional<Path> provider() {
    String home = System.getProperty("user.home");
    return Stream.of(
            home + "/.terraform.d/plugins",
            home + "/.local/share/terraform/plugins",
            "/usr/local/share/terraform/plugins",
            "/usr/share/terraform/plugins")
        .map(Path::of)
        .filter(
            dir ->
                Stream.of("registry.opentofu.org", "registry.terraform.io")
                    .anyMatch(host -> Files.isDirectory(dir.resolve(host + "/bpg/proxmox"))))
        .findFirst();
  }

  private void module() {
    var site = new MemorySite(folder);
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
    assertThat(site.call().run("tofu", "card.md", "--out", "infra").exit()).isEqualTo(Exit.OK);
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("output");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.resolve("infra").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command[1]).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  @Test
  void fmtWouldChangeNothing() throws IOException, InterruptedException {
    assumeTrue(binary().isPresent(), "neither tofu nor terraform is installed");
    module();
    assertThat(run(binary().get().toString(), "fmt", "-check", "-diff")).isEmpty();
  }

  @Test
  void theProviderTakesIt() throws IOException, InterruptedException {
    assumeTrue(binary().isPresent(), "neither tofu nor terraform is installed");
    assumeTrue(provider().isPresent(), "provider bpg/proxmox is not in a local mirror");
    module();
    String program = binary().get().toString();
    run(program, "init", "-backend=false", "-input=false", "-plugin-dir=" + provider().get());
    assertThat(run(program, "validate")).contains("Success");
  }
}
