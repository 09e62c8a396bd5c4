package zone.otta.ralf.cli.phases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.json.JsonReader;

/**
 * A lab in a process of its own. It ends when our end of its standard input closes, however we die,
 * unless it was started to stay.
 */
public final class LabProcess {
  public static final String STATUS = "lab.json";
  private static final String LOCK = "lab.lock";
  private static final String READY = "ready: ";
  private static final Pattern INHERITED =
      Pattern.compile(
          "PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|XDG_[A-Z_]+|LD_LIBRARY_PATH");
  private final List<String> java;
  private final Path dir;
  private final Optional<Derivation> vault;
  private final boolean opnsense;

  private LabProcess(List<String> java, Path dir, Optional<Derivation> vault, boolean opnsense) {
    this.java = java;
    this.dir = dir;
    this.vault = vault;
    this.opnsense = opnsense;
  }

  /** The same, with an emulated Vaultwarden. */
  public LabProcess withVault(Derivation derivation) {
    return new LabProcess(java, dir, Optional.of(derivation), opnsense);
  }

  /** The same, with an emulated OPNsense. */
  public LabProcess withOpnsense() {
    return new LabProcess(java, dir, vault, true);
  }

  /**
   * The lab of a folder, running or not.
   *
   * @param dir its home
   */
  public static LabProcess in(Path dir, Session session) {
    Path jar =
        session
            .here()
            .home()
            .map(home -> home.resolve("ralf-lab/target/ralf-lab-0.1.0.jar"))
            .filter(Files::exists)
            .orElseThrow(() -> new Refused(Exit.BLOCKER, noLab()));
    return new LabProcess(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // Made when the first lab ends, and anew by the machine itself when it no longer fits.
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + jar.resolveSibling("lab.jsa"),
            "-Xlog:disable",
            // Its folders are temporary as ours are.
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-jar",
            jar.toString()),
        dir,
        Optional.empty(),
        false);
  }

  private static Finding noLab() {
    return Finding.blocker(
            "RALF-N007",
            Text.of("this installation has no lab", "diese Installation hat kein Labor"))
        .help(
            Text.of(
                "start ./ralf from a checkout, which builds it",
                "./ralf aus einem Checkout starten, das baut es"));
  }

  /**
   * Starts it; ready when this returns.
   *
   * @param stay whether it outlives this process, until {@code ralf lab down}
   */
  public Process start(boolean stay) {
    var command = new ArrayList<>(java);
    command.addAll(List.of("--dir", dir.toString()));
    vault.ifPresent(derivation -> command.addAll(List.of("--vault", derivation.word())));
    if (opnsense) {
      command.add("--opnsense");
    }
    Path log = dir.resolve("lab.log");
    try {
      if (running()) {
        throw living();
      }
      if (!stay) {
        command.add("--watch-stdin");
      }
      ProcessBuilder builder = program(command);
      builder.redirectError(log.toFile());
      if (stay) {
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(dir.resolve("lab.out").toFile());
      }
      Process process = builder.start();
      if (stay) {
        awaitReady(process, dir.resolve("lab.out"), log);
      } else {
        awaitReady(process, log);
      }
      return process;
    } catch (IOException e) {
      throw failed(log);
    }
  }

  /** The lab says itself when it is ready. */
  private static void awaitReady(Process process, Path log) throws IOException {
    // Not closed: the lab would lose its standard output.
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return;
      }
    }
    throw failed(log);
  }

  /** One that stays writes into a file; the status file of a killed one may still be there. */
  private static void awaitReady(Process process, Path out, Path log) throws IOException {
    while (Files.readAllLines(out).stream().noneMatch(l -> l.startsWith(READY))) {
      if (!process.isAlive()) {
        throw failed(log);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Whether a lab holds the folder: its lock dies with it. */
  private boolean running() throws IOException {
    Path lock = dir.resolve(LOCK);
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free == null;
    }
  }

  private Refused living() {
    return new Refused(
        Exit.BLOCKER,
        Finding.blocker(
                "RALF-N008",
                Text.of("a lab is running in " + dir, "in " + dir + " läuft schon ein Labor"))
            .help(Text.same("ralf lab down --dir " + dir)));
  }

  private static Refused failed(Path log) {
    return new Refused(
        Exit.UNREACHABLE,
        Finding.blocker(
                "RALF-N008", Text.of("the lab did not start", "das Labor ist nicht gestartet"))
            .note(Text.of("its words are in " + log, "seine Worte stehen in " + log)));
  }

  public Json.Obj status() {
    try {
      Json json =
          new JsonReader()
              .read(Files.readAllBytes(dir.resolve(STATUS)))
              .orThrow(m -> new IllegalStateException(STATUS));
      return (Json.Obj) json;
    } catch (IOException e) {
      throw failed(dir.resolve("lab.log"));
    }
  }

  /** The world's own account of its state: equal states give equal bytes. */
  public byte[] dump() {
    try {
      return control("--dump").getInputStream().readAllBytes();
    } catch (IOException e) {
      throw failed(dir.resolve("lab.log"));
    }
  }

  /** Ends it, if it runs. */
  public void stop() {
    try {
      control("--stop").waitFor();
    } catch (IOException e) {
      throw failed(dir.resolve("lab.log"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends a lab that was not started to stay: it sees the end of its standard input. */
  public void end(Process process) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private Process control(String word) throws IOException {
    var command = new ArrayList<>(java);
    command.addAll(List.of(word, dir.toString()));
    return program(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Of our environment it gets what programs of any kind need: secrets may lie in the rest. */
  private static ProcessBuilder program(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !INHERITED.matcher(name).matches());
    return builder;
  }
}
