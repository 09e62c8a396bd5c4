package zone.otta.ralf.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import zone.otta.ralf.json.Json;

/** A secret that must be found nowhere, in no form it could have taken on its way. */
final class Canary {
  /** Has a character that each of JSON, URLs and shells would write otherwise. */
  static final String VALUE = "c4nary\"Pa$5&w+rd/%7e\\Q'z";

  private Canary() {}

  private static Set<String> forms() {
    var forms = new LinkedHashSet<String>();
    forms.add(VALUE);
    forms.add(URLEncoder.encode(VALUE, StandardCharsets.UTF_8));
    String json = new Json.Str(VALUE).compact();
    forms.add(json.substring(1, json.length() - 1));
    // Base64 of a text that holds it: at any of three offsets, without the ends that neighbours
    // change.
    for (int shift = 0; shift < 3; shift++) {
      byte[] bytes = ("x".repeat(shift) + VALUE).getBytes(StandardCharsets.UTF_8);
      String coded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      forms.add(coded.substring(4, coded.length() - 2));
    }
    return forms;
  }

  /** The forms of it that stand in the text. */
  static List<String> in(String text) {
    return forms().stream().filter(text::contains).toList();
  }

  /** The files below the folder that hold a form of it, but for the secret's own. */
  static List<Path> below(Path folder, Path allowed) throws IOException {
    var leaks = new ArrayList<Path>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.equals(allowed)
            && !in(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).isEmpty()) {
          leaks.add(file);
        }
      }
    }
    return leaks;
  }

  /** The argument lists of all processes of this machine that hold a form of it. */
  static List<String> inProcessLists() {
    return ProcessHandle.allProcesses()
        .map(p -> arguments(p.pid()))
        .filter(line -> !in(line).isEmpty())
        .toList();
  }

  private static String arguments(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
