package zone.otta.ralf.lab.guest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.guest.GuestScripts;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.Framing;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;
import zone.otta.ralf.lab.files.GuestFile;
import zone.otta.ralf.lab.files.GuestFiles;

/** {@code sh -c} of RALF's two constant scripts, known by their exact text, and of nothing else. */
final class Scripts {
  private static final String STAT = "%F|%U|%G|%a|%s|%.9Y";
  private static final List<String> PSQL =
      List.of(
          "runuser",
          "-u",
          "postgres",
          "--",
          "psql",
          "-X",
          "-q",
          "-A",
          "-t",
          "-v",
          "ON_ERROR_STOP=1",
          "-d");
  private final GuestFiles files;
  private final FilePrograms programs;
  private final Program guest;

  /**
   * @param guest runs a program of the guest
   */
  Scripts(GuestFiles files, FilePrograms programs, Program guest) {
    this.files = files;
    this.programs = programs;
    this.guest = guest;
  }

  Map<String, Program> all() {
    return Map.of("sh", this::sh);
  }

  private int sh(List<String> argv, Call call) throws IOException, InterruptedException {
    if (argv.size() < 4 || !argv.get(1).equals("-c")) {
      throw new NotInVocabulary(argv);
    }
    List<String> arguments = argv.subList(4, argv.size());
    if (argv.get(2).equals(GuestScripts.WRITE) && arguments.size() == 4) {
      return write(arguments, call);
    }
    if (argv.get(2).equals(GuestScripts.ASK)) {
      return Framing.ask(arguments, call, this::question);
    }
    throw new NotInVocabulary(argv);
  }

  private int write(List<String> arguments, Call call) throws IOException {
    String path = arguments.get(0);
    String fresh = path + ".ralf-new";
    if (!makeFolders(GuestFiles.parent(path), call)) {
      return 1;
    }
    byte[] content = call.input();
    files.put(
        fresh, new GuestFile(new GuestFile.Bytes(content), "root", "root", 0600, Instant.now()));
    if (!Sha256.of(content).hex().equals(arguments.get(1))) {
      files.remove(fresh);
      call.err("ralf: incomplete upload\n");
      return 65;
    }
    int exit = programs.chown(arguments.get(2), fresh, call);
    if (exit == 0) {
      exit = programs.chmod(arguments.get(3), fresh, call);
    }
    return exit == 0 ? programs.move(fresh, path, call) : exit;
  }

  private boolean makeFolders(String folder, Call call) {
    if (folder.equals("/") || files.isFolder(folder)) {
      return true;
    }
    if (files.get(folder).isPresent()) {
      call.err("mkdir: cannot create directory '" + folder + "': File exists\n");
      return false;
    }
    if (!makeFolders(GuestFiles.parent(folder), call)) {
      return false;
    }
    files.folder(folder, "root", "root", 0755);
    return true;
  }

  private int question(String kind, String argument, ByteArrayOutputStream both)
      throws IOException, InterruptedException {
    return switch (kind) {
      case "os" -> run(both, "cat", "/etc/os-release");
      case "system" -> run(both, "systemctl", "is-system-running");
      case "file" -> file(argument, both);
      case "text" -> run(both, "cat", "--", argument);
      case "package" ->
          run(both, "dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}\\n", argument);
      case "candidate" -> run(both, "apt-cache", "policy", argument);
      case "unit" ->
          run(
              both,
              "systemctl",
              "show",
              "-p",
              "LoadState",
              "-p",
              "ActiveState",
              "-p",
              "SubState",
              "-p",
              "UnitFileState",
              argument);
      case "sockets" -> run(both, "ss", "-ltnH");
      case "name" -> run(both, "getent", "-s", "dns", "ahostsv4", argument);
      default ->
          kind.startsWith("sql:") ? sql(kind.substring(4), argument, both) : Framing.unknown(both);
    };
  }

  private int file(String path, ByteArrayOutputStream both)
      throws IOException, InterruptedException {
    int exit = run(both, "stat", "-c", STAT, "--", path);
    boolean regular = files.get(path).filter(f -> !f.folder()).isPresent();
    return exit == 0 && regular ? run(both, "sha256sum", "--", path) : exit;
  }

  private int sql(String database, String text, ByteArrayOutputStream both)
      throws IOException, InterruptedException {
    var argv = new ArrayList<>(PSQL);
    argv.addAll(List.of(database, "-f", "-"));
    return guest.run(argv, Call.merged((text + "\n").getBytes(StandardCharsets.UTF_8), both));
  }

  private int run(ByteArrayOutputStream both, String... argv)
      throws IOException, InterruptedException {
    return guest.run(List.of(argv), Call.merged(new byte[0], both));
  }
}
