package zone.otta.ralf.proxmox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node behind a {@link ScriptedServer}: a real shell runs the command line, and Proxmox's
 * programs are replaced by one that prints recorded answers. So the real quoting and the real
 * script are what is tested.
 */
public final class RecordedNode {
  private static final List<String> PROGRAMS =
      List.of("pveversion", "hostname", "pct", "pvesh", "pvesm", "pveam", "ip", "ping");
  private static final String PROGRAM =
      """
      #!/bin/sh
      for w in "${0##*/}" "$@"; do printf '%s\\001' "$w"; done >> "$RECORDED/log"
      printf '\\002' >> "$RECORDED/log"
      # By the shell alone: a process for each cut or replacement is most of what these tests take.
      key_of() {
        key="$*"
        while :; do
          case "$key" in
            */*) key="${key%%/*}_${key#*/}" ;;
            *' ') key="${key% }" ;;
            *) break ;;
          esac
        done
      }
      key_of "${0##*/} $1 $2 $3"
      [ -e "$RECORDED/$key.rc" ] || key_of "${0##*/} $1 $2"
      [ -e "$RECORDED/$key.rc" ] || { echo "nothing recorded for $key" >&2; exit 99; }
      [ ! -s "$RECORDED/$key.out" ] || cat "$RECORDED/$key.out"
      [ ! -s "$RECORDED/$key.err" ] || cat "$RECORDED/$key.err" >&2
      [ ! -e "$RECORDED/$key.then" ] || mv "$RECORDED/$key.then" "$RECORDED/$key.out"
      read -r code < "$RECORDED/$key.rc" || :
      exit "$code"
      """;
  private final Path folder;
  private final Path programs;

  public RecordedNode(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("recorded"));
    this.programs = Files.createDirectories(folder.resolve("bin"));
    for (String program : PROGRAMS) {
      Path file = Files.writeString(programs.resolve(program), PROGRAM);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /**
   * @param call the program and its first arguments: {@code pct config 20010}
   */
  public RecordedNode answer(String call, int exit, String out, String err) throws IOException {
    String key = call.strip().replace('/', '_');
    Files.writeString(folder.resolve(key + ".out"), out);
    Files.writeString(folder.resolve(key + ".err"), err);
    Files.writeString(folder.resolve(key + ".rc"), Integer.toString(exit));
    return this;
  }

  public RecordedNode prints(String call, String out) throws IOException {
    return answer(call, 0, out, "");
  }

  public RecordedNode refuses(String call, int exit, String err) throws IOException {
    return answer(call, exit, "", err);
  }

  /** What the call prints from the second time on. */
  public RecordedNode then(String call, String out) throws IOException {
    Files.writeString(folder.resolve(call.strip().replace('/', '_') + ".then"), out);
    return this;
  }

  /** The programs called, with their arguments. */
  public List<List<String>> calls() throws IOException {
    var calls = new ArrayList<List<String>>();
    if (!Files.exists(folder.resolve("log"))) {
      return calls;
    }
    for (String call : Files.readString(folder.resolve("log")).split("\002")) {
      String words = call.endsWith("\001") ? call.substring(0, call.length() - 1) : call;
      calls.add(List.of(words.split("\001", -1)));
    }
    return calls;
  }

  public ScriptedServer.Script script() {
    return exchange -> {
      var builder = new ProcessBuilder("/bin/sh", "-c", exchange.line());
      builder.environment().put("PATH", programs + ":/usr/bin:/bin");
      builder.environment().put("RECORDED", folder.toString());
      Path out = Files.createTempFile(folder, "reply", ".o");
      Path err = Files.createTempFile(folder, "reply", ".e");
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process shell = builder.start();
      try (var in = shell.getOutputStream()) {
        exchange.in().transferTo(in);
      } catch (IOException nobodyReads) {
        // a program may end before it has read everything
      }
      int exit = shell.waitFor();
      exchange.out(Files.readString(out, StandardCharsets.UTF_8));
      exchange.err(Files.readString(err, StandardCharsets.UTF_8));
      return Optional.of(exit);
    };
  }
}
