package zone.otta.ralf.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import zone.otta.ralf.cli.phases.DemoWorkspace;
import zone.otta.ralf.cli.phases.LabProcess;
import zone.otta.ralf.cli.phases.Ways;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.session.Surroundings;
import zone.otta.ralf.cli.wiring.Worlds;

/**
 * The commands that people wait for, run once without an audience. The launcher lets the virtual
 * machine write down which classes that takes and makes the start-up archives of them: one for the
 * commands that only read files, one for those that reach out, which in a rehearsal reach a lab.
 */
final class Rehearsal {
  private static final String SITE =
      """
      lab: true
      proxmox: {host: 127.0.0.1, node: pve, key_file: id_ed25519}
      dns: {adapter: rfc2136, server: 127.0.0.1, key_name: ralf, key_secret: env:RALF_DNS_TSIG}
      """;

  private final Path folder;
  private final Surroundings here;

  private Rehearsal(Path folder) {
    this.folder = folder;
    var nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.here =
        new Surroundings(
            folder,
            Map.of(),
            InputStream.nullInputStream(),
            nobody,
            nobody,
            "",
            Surroundings.ofProcess().home(),
            InstantSource.system());
  }

  /**
   * @param args {@code files} or {@code world}, an empty folder to work in, and a service card that
   *     is as it should be
   */
  public static void main(String... args) throws IOException {
    var rehearsal = new Rehearsal(Path.of(args[1]));
    if (args[0].equals("world")) {
      rehearsal.reachOut(Path.of(args[2]));
    } else {
      rehearsal.readFiles(Files.readString(Path.of(args[2])));
    }
  }

  /** A plan for a new service; the classes that only its apply and smoke test use are added. */
  private void reachOut(Path card) throws IOException {
    DemoWorkspace workspace = DemoWorkspace.in(folder);
    workspace.card(card);
    LabProcess lab =
        LabProcess.in(workspace.lab(), new Session(here, new GlobalOptions(), new Worlds()));
    Process process = lab.start(false);
    try {
      workspace.furnish(lab.status(), Optional.empty(), Ways.USUAL);
      ralf("plan -C " + workspace.root() + " " + DemoWorkspace.CARD);
    } finally {
      lab.end(process);
    }
    Path lib = here.home().orElseThrow().resolve("ralf-cli/target/lib");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "ralf-*.jar")) {
      for (Path jar : jars) {
        loadAll(jar);
      }
    }
  }

  private static void loadAll(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("zone/otta/ralf/") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> !name.endsWith("-info"))
          .forEach(Rehearsal::load);
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException | LinkageError e) {
      // One class less in the archive.
    }
  }

  private void readFiles(String card) throws IOException {
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
            "journal show -C site")) {
      ralf(call);
    }
  }

  private void ralf(String call) {
    new Ralf(here).run(call.split(" "));
  }
}
