package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;
import zone.otta.ralf.lab.files.GuestFile;
import zone.otta.ralf.lab.files.GuestFiles;

/** The file programs, in the argv forms that were recorded from a real container. */
final class FilePrograms {
  private static final String ABSENT = "No such file or directory";
  private final GuestFiles files;
  private final Accounts accounts;

  FilePrograms(GuestFiles files, Accounts accounts) {
    this.files = files;
    this.accounts = accounts;
  }

  Map<String, Program> all() {
    return Map.ofEntries(
        Map.entry("cat", this::cat),
        Map.entry("chmod", this::chmod),
        Map.entry("chown", this::chown),
        Map.entry("cp", this::copyInput),
        Map.entry("dd", this::dd),
        Map.entry("install", this::copyInput),
        Map.entry("mkdir", this::mkdir),
        Map.entry("mv", this::mv),
        Map.entry("rm", this::rm),
        Map.entry("sha256sum", this::sha256sum),
        Map.entry("stat", this::stat),
        Map.entry("tail", this::tail),
        Map.entry("tee", this::tee));
  }

  /** The operands after the options, with or without {@code --}. */
  private static List<String> operands(List<String> argv, int from) {
    List<String> rest = argv.subList(from, argv.size());
    if (!rest.isEmpty() && rest.get(0).equals("--")) {
      return rest.subList(1, rest.size());
    }
    if (rest.stream().anyMatch(w -> w.startsWith("-"))) {
      throw new NotInVocabulary(argv);
    }
    return rest;
  }

  private static String one(List<String> argv, int from) {
    List<String> operands = operands(argv, from);
    if (operands.size() != 1) {
      throw new NotInVocabulary(argv);
    }
    return operands.get(0);
  }

  int cat(List<String> argv, Call call) {
    int exit = 0;
    for (String path : operands(argv, 1)) {
      if (path.equals("/dev/stdin")) {
        call.err("cat: /dev/stdin: Permission denied\n"); // the pipe belongs to the host's root
        exit = 1;
        continue;
      }
      Optional<GuestFile> file = files.get(path);
      if (file.isEmpty() || file.get().folder()) {
        call.err("cat: " + path + ": " + (file.isEmpty() ? ABSENT : "Is a directory") + "\n");
        exit = 1;
        continue;
      }
      call.out(file.get().bytes());
    }
    return exit;
  }

  private int chmod(List<String> argv, Call call) {
    if (argv.size() < 3 || !argv.get(1).matches("0?[0-7]{3}")) {
      throw new NotInVocabulary(argv);
    }
    return chmod(argv.get(1), one(argv, 2), call);
  }

  int chmod(String mode, String path, Call call) {
    Optional<GuestFile> file = files.get(path);
    if (file.isEmpty()) {
      call.err("chmod: cannot access '" + path + "': " + ABSENT + "\n");
      return 1;
    }
    files.put(path, file.get().withMode(Integer.parseInt(mode, 8)));
    return 0;
  }

  private int chown(List<String> argv, Call call) {
    if (argv.size() < 3) {
      throw new NotInVocabulary(argv);
    }
    return chown(argv.get(1), one(argv, 2), call);
  }

  int chown(String owner, String path, Call call) {
    String[] names = owner.split(":", -1);
    if (names.length != 2) {
      throw new NotInVocabulary(List.of("chown", owner, path));
    }
    if (!accounts.user(names[0])) {
      call.err("chown: invalid user: '" + owner + "'\n");
      return 1;
    }
    if (!accounts.group(names[1])) {
      call.err("chown: invalid group: '" + owner + "'\n");
      return 1;
    }
    Optional<GuestFile> file = files.get(path);
    if (file.isEmpty()) {
      call.err("chown: cannot access '" + path + "': " + ABSENT + "\n");
      return 1;
    }
    files.put(path, file.get().ownedBy(names[0], names[1]));
    return 0;
  }

  /**
   * Opening standard input again is refused in an unprivileged container: the pipe is the host
   * root's.
   */
  private int copyInput(List<String> argv, Call call) {
    if (!argv.contains("/dev/stdin")) {
      throw new NotInVocabulary(argv);
    }
    call.err(argv.get(0) + ": cannot open '/dev/stdin' for reading: Permission denied\n");
    return 1;
  }

  private int dd(List<String> argv, Call call) throws IOException {
    if (argv.size() != 3 || !argv.get(1).startsWith("of=") || !argv.get(2).equals("status=none")) {
      throw new NotInVocabulary(argv);
    }
    String path = argv.get(1).substring(3);
    if (!files.isFolder(GuestFiles.parent(path))) {
      call.err("dd: failed to open '" + path + "': " + ABSENT + "\n");
      return 1;
    }
    overwrite(path, call.input());
    return 0;
  }

  private int tee(List<String> argv, Call call) throws IOException {
    String path = one(argv, 1);
    byte[] input = call.input();
    call.out(input);
    if (!files.isFolder(GuestFiles.parent(path))) {
      call.err("tee: " + path + ": " + ABSENT + "\n");
      return 1;
    }
    overwrite(path, input);
    return 0;
  }

  private void overwrite(String path, byte[] bytes) {
    Optional<GuestFile> old = files.get(path);
    files.put(
        path,
        new GuestFile(
            new GuestFile.Bytes(bytes),
            old.map(GuestFile::owner).orElse("root"),
            old.map(GuestFile::group).orElse("root"),
            old.map(GuestFile::mode).orElse(0644),
            Instant.now()));
  }

  private int mkdir(List<String> argv, Call call) {
    if (argv.size() < 4 || !argv.get(1).equals("-m")) {
      throw new NotInVocabulary(argv);
    }
    int exit = 0;
    for (String path : operands(argv, 3)) {
      if (files.get(path).isPresent()) {
        call.err("mkdir: cannot create directory '" + path + "': File exists\n");
        exit = 1;
      } else if (!files.isFolder(GuestFiles.parent(path))) {
        call.err("mkdir: cannot create directory '" + path + "': " + ABSENT + "\n");
        exit = 1;
      } else {
        files.folder(path, "root", "root", Integer.parseInt(argv.get(2), 8));
      }
    }
    return exit;
  }

  private int mv(List<String> argv, Call call) {
    List<String> operands = argv.size() > 2 ? operands(argv, 2) : List.of();
    if (operands.size() != 2 || !argv.get(1).equals("-T")) {
      throw new NotInVocabulary(argv);
    }
    return move(operands.get(0), operands.get(1), call);
  }

  int move(String from, String to, Call call) {
    Optional<GuestFile> file = files.get(from);
    if (file.isEmpty()) {
      call.err("mv: cannot stat '" + from + "': " + ABSENT + "\n");
      return 1;
    }
    if (files.isFolder(to) && !file.get().folder()) {
      call.err("mv: cannot overwrite directory '" + to + "' with non-directory\n");
      return 1;
    }
    files.remove(from);
    files.put(to, file.get());
    return 0;
  }

  private int rm(List<String> argv, Call call) {
    String path = one(argv, 1);
    Optional<GuestFile> file = files.get(path);
    if (file.isEmpty() || file.get().folder()) {
      String why = file.isEmpty() ? ABSENT : "Is a directory";
      call.err("rm: cannot remove '" + path + "': " + why + "\n");
      return 1;
    }
    files.remove(path);
    return 0;
  }

  int sha256sum(List<String> argv, Call call) {
    boolean binary = argv.size() > 1 && argv.get(1).equals("-b");
    int exit = 0;
    for (String path : operands(argv, binary ? 2 : 1)) {
      Optional<GuestFile> file = files.get(path);
      if (file.isEmpty() || file.get().folder()) {
        call.err("sha256sum: " + path + ": " + (file.isEmpty() ? ABSENT : "Is a directory") + "\n");
        exit = 1;
      } else {
        call.out(Sha256.of(file.get().bytes()).hex() + (binary ? " *" : "  ") + path + "\n");
      }
    }
    return exit;
  }

  int stat(List<String> argv, Call call) {
    if (argv.size() < 4 || !argv.get(1).equals("-c")) {
      throw new NotInVocabulary(argv);
    }
    int exit = 0;
    for (String path : operands(argv, 3)) {
      Optional<GuestFile> file = files.get(path);
      if (file.isEmpty()) {
        call.err("stat: cannot statx '" + path + "': " + ABSENT + "\n");
        exit = 1;
      } else {
        call.out(StatFormat.print(argv.get(2), path, file.get()) + "\n");
      }
    }
    return exit;
  }

  private int tail(List<String> argv, Call call) {
    if (argv.size() < 4 || !argv.get(1).equals("-n") || !argv.get(2).matches("\\d{1,6}")) {
      throw new NotInVocabulary(argv);
    }
    String path = one(argv, 3);
    Optional<GuestFile> file = files.get(path);
    if (file.isEmpty()) {
      call.err("tail: cannot open '" + path + "' for reading: " + ABSENT + "\n");
      return 1;
    }
    List<String> lines = new String(file.get().bytes(), StandardCharsets.UTF_8).lines().toList();
    int from = Math.max(0, lines.size() - Integer.parseInt(argv.get(2)));
    lines.subList(from, lines.size()).forEach(l -> call.out(l + "\n"));
    return 0;
  }
}
