package zone.otta.ralf.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.lab.node.ProxmoxRelease;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.lab.vault.Derivation;

/** The lab as a process of its own. */
public final class LabMain {
  private static final String USAGE =
      """
      ralf-lab: a Proxmox-like world on loopback

        --dir DIR [--watch-stdin] [--parent-pid PID] [--template-present] [--create-millis N]
            [--pve 8.4|9.2] [--vault pbkdf2|argon2id]
            [--resolver] [--pihole] [--opnsense]
            starts it; ends on SIGTERM, at the end of standard input, or with the parent
        --dump DIR          prints the state of the world of the lab in DIR
        --fault DIR TEXT    makes something go wrong there, for example: drop-after pct create
        --stop DIR          ends the lab in DIR
      """;

  private LabMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var words = new ArrayDeque<>(List.of(args));
    String first = words.isEmpty() ? "--help" : words.peek();
    switch (first) {
      case "--dump", "--stop", "--fault" -> System.exit(control(List.of(args), System.out));
      case "--help" -> System.out.print(USAGE);
      default -> run(words);
    }
  }

  private static int control(List<String> args, PrintStream out)
      throws IOException, InterruptedException {
    if (args.size() < 2) {
      out.print(USAGE);
      return 2;
    }
    Path dir = Path.of(args.get(1));
    String command =
        (args.get(0).substring(2) + " " + String.join(" ", args.subList(2, args.size()))).strip();
    if (!Files.exists(dir.resolve("control"))) {
      out.println("no lab in " + dir);
      return command.equals("stop") ? 0 : 3;
    }
    Path socket = Path.of(Files.readString(dir.resolve("control")).strip());
    Optional<String> reached = Control.ask(socket, command);
    if (reached.isEmpty()) {
      out.println("the lab in " + dir + " was killed");
      return command.equals("stop") ? 0 : 3;
    }
    String answer = reached.get();
    out.print(answer);
    if (command.equals("stop")) {
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (Files.exists(dir.resolve("lab.json")) && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    }
    return answer.startsWith("failed: ") ? 1 : 0;
  }

  private static void run(ArrayDeque<String> words) throws IOException, InterruptedException {
    LabOptions options = LabOptions.in(Path.of("."));
    boolean named = false;
    boolean watch = false;
    long parent = -1;
    while (!words.isEmpty()) {
      switch (words.pop()) {
        case "--dir" -> {
          options = options.withDir(Path.of(words.pop()));
          named = true;
        }
        case "--watch-stdin" -> watch = true;
        case "--parent-pid" -> parent = Long.parseLong(words.pop());
        case "--vault" -> {
          Optional<Derivation> derivation = Derivation.named(words.isEmpty() ? "" : words.pop());
          options = options.withVault(derivation.orElseThrow(LabMain::misused));
        }
        case "--resolver" -> options = options.with(LabOptions.NameServer.RESOLVER);
        case "--pihole" -> options = options.with(LabOptions.NameServer.PIHOLE);
        case "--opnsense" -> options = options.with(LabOptions.NameServer.OPNSENSE);
        case "--template-present" -> options = options.templatePresent();
        case "--pve" -> {
          ProxmoxRelease release =
              words.pop().startsWith("8") ? ProxmoxRelease.V8_4 : ProxmoxRelease.V9_2;
          options = options.withWorld(options.world().withRelease(release));
        }
        case "--create-millis" -> {
          WorldOptions world =
              options.world().withCreate(Duration.ofMillis(Long.parseLong(words.pop())));
          options = options.withWorld(world);
        }
        default -> throw misused();
      }
    }
    if (!named) {
      throw misused();
    }
    serve(options, watch, parent);
  }

  private static void serve(LabOptions options, boolean watch, long parent)
      throws IOException, InterruptedException {
    Lab lab = start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(lab::closeQuietly, "lab end"));
    System.out.println("lab: guest OS emulated, PostgreSQL real");
    System.out.println("ready: " + lab.dir().resolve("lab.json"));
    System.out.flush();
    if (watch) {
      Thread.ofPlatform().daemon().name("lab stdin").start(() -> untilEnd(lab));
    }
    if (parent > 0) {
      ProcessHandle.of(parent).ifPresentOrElse(p -> p.onExit().thenRun(lab::askStop), lab::askStop);
    }
    lab.awaitStop();
    System.exit(0);
  }

  /** Does not return. */
  private static IllegalArgumentException misused() {
    System.err.print(USAGE);
    System.exit(2);
    return new IllegalArgumentException(USAGE);
  }

  private static Lab start(LabOptions options) throws InterruptedException {
    try {
      return Lab.start(options);
    } catch (IOException e) {
      System.err.println("lab: " + e.getMessage());
      System.exit(1);
      throw new IllegalStateException(e);
    }
  }

  private static void untilEnd(Lab lab) {
    try {
      while (System.in.read() >= 0) {
        // only the end counts
      }
    } catch (IOException broken) {
      // the same as the end
    }
    lab.askStop();
  }
}
