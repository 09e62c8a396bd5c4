package zone.otta.ralf.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.cli.session.Surroundings;

/**
 * The commands that people wait for, run once without an audience. The launcher lets the virtual
 * machine write down which classes that takes and makes the start-up archive of them. Contacts
 * nobody: no host key is known in its workspace, so {@code plan} ends before it connects.
 */
final class Rehearsal {
  private static final String SITE =
      """
      lab: true
      proxmox: {host: 127.0.0.1, node: pve, key_file: id_ed25519}
      dns: {adapter: rfc2136, server: 127.0.0.1, key_name: ralf, key_secret: env:RALF_DNS_TSIG}
      """;

  private final Path folder;
  private final PrintStream nobody =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /**
   * @param args an empty folder to work in, and a service card that is as it should be
   */
  public static void main(String... args) throws IOException {
    new Rehearsal(Path.of(args[0])).run(Files.readString(Path.of(args[1])));
  }

  private void run(String card) throws IOException {
    Files.writeString(folder.resolve("card.md"), card);
    Files.writeString(
        folder.resolve("broken.md"), card.replace("- CPU: `2`", "- CPU: `3`\n- Zwekc: x"));
    Path site = Files.createDirectory(folder.resolve("site"));
    Files.writeString(site.resolve("ralf.yaml"), SITE);
    for (String call :
        List.of(
            "--help",
            "check --help",
            "chekc",
            "check card.md",
            "check --lang de card.md",
            "check --format json card.md",
            "check card.md broken.md",
            "card show card.md",
            "explain P003",
            "check -C site card.md",
            "status -C site",
            "journal show -C site",
            "plan -C site card.md")) {
      new Ralf(surroundings()).run(call.split(" "));
    }
  }

  private Surroundings surroundings() {
    return new Surroundings(
        folder,
        Map.of(),
        InputStream.nullInputStream(),
        nobody,
        nobody,
        "",
        Optional.empty(),
        InstantSource.system());
  }
}
