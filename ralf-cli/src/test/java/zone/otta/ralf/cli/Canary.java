package zone.otta.ralf.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.Redactor;
import zone.otta.ralf.secrets.SecretForms;

/** Secrets that must be found nowhere, in no form they could have taken on their way. */
final class Canary {
  /** Has a character that each of JSON, URLs and shells would write otherwise. */
  static final String VALUE = "c4nary\"Pa$5&w+rd/%7e\\Q'z";

  private static final Canary ONE = new Canary(Map.of("the canary", VALUE));
  private static final int START = 2;

  /** A form that is looked for. */
  private record Form(String secret, byte[] bytes) {}

  /**
   * Something that was found. Never holds the secret itself.
   *
   * @param secret what it is called
   * @param place where it is
   */
  record Leak(String secret, String place) {
    @Override
    public String toString() {
      return secret + " in " + place;
    }
  }

  private final Redactor redactor = new Redactor();
  private final List<Form> forms = new ArrayList<>();

  /** The forms by their first two bytes. */
  private final Form[][] starting = new Form[1 << (START * Byte.SIZE)][];

  /**
   * @param secrets what each is called, and what it is
   */
  Canary(Map<String, String> secrets) {
    secrets.forEach(
        (name, value) -> {
          redactor.learn(new Secret(value.toCharArray()));
          forms(value)
              .forEach(f -> forms.add(new Form(name, f.getBytes(StandardCharsets.ISO_8859_1))));
        });
    for (Form form : forms) {
      int at = start(form.bytes(), 0);
      List<Form> there = starting[at] == null ? List.of() : List.of(starting[at]);
      var more = new ArrayList<>(there);
      more.add(form);
      starting[at] = more.toArray(Form[]::new);
    }
  }

  /**
   * Those that the product's own net knows and those that this test makes by itself; also one in
   * the other, as when a command line stands in a line of JSON.
   */
  private static Set<String> forms(String value) {
    var forms = new TreeSet<>(simple(value));
    simple(value).forEach(form -> forms.addAll(simple(form)));
    return forms;
  }

  private static Set<String> simple(String value) {
    var forms = new TreeSet<>(SecretForms.of(value));
    forms.add(value);
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    // As the lab's access log keeps a line in one.
    forms.add(value.replace("\\", "\\\\"));
    String json = new Json.Str(value).compact();
    forms.add(json.substring(1, json.length() - 1));
    // Base64 of a text that holds it: at any of three offsets, without the ends that neighbours
    // change.
    for (int shift = 0; shift < 3; shift++) {
      byte[] bytes = ("x".repeat(shift) + value).getBytes(StandardCharsets.UTF_8);
      String coded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      forms.add(coded.substring(4, coded.length() - 2));
    }
    return forms;
  }

  private static int start(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << Byte.SIZE | bytes[at + 1] & 0xff;
  }

  /** The names of the secrets in there. */
  private Set<String> names(byte[] bytes) {
    var names = new TreeSet<String>();
    for (int i = 0; i + START <= bytes.length; i++) {
      Form[] candidates = starting[start(bytes, i)];
      if (candidates != null) {
        for (Form form : candidates) {
          if (at(bytes, i, form.bytes())) {
            names.add(form.secret());
          }
        }
      }
    }
    return names;
  }

  private static boolean at(byte[] bytes, int from, byte[] form) {
    if (from + form.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < form.length; i++) {
      if (bytes[from + i] != form[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * What leaks in a text.
   *
   * @param place what the text is; what it holds of a secret is not repeated
   */
  List<Leak> inText(String place, String text) {
    return leaks(place, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Leak> leaks(String place, byte[] bytes) {
    return names(bytes).stream().map(n -> new Leak(n, redactor.redact(place))).toList();
  }

  /**
   * What leaks in files below a folder, and in their names.
   *
   * @param own the files in which secrets may lie
   */
  List<Leak> inFiles(Path folder, Predicate<Path> own) {
    var leaks = new ArrayList<Leak>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              leaks.addAll(inText("the name of " + file, file.toString()));
              if (attributes.isRegularFile() && !own.test(file)) {
                leaks.addAll(inFile(file));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                // A database removes files of its own while it runs.
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return leaks;
  }

  private List<Leak> inFile(Path file) throws IOException {
    try {
      return leaks(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException gone) {
      return List.of();
    }
  }

  /** The one canary in a text. */
  static List<Leak> in(String text) {
    return ONE.inText("this text", text);
  }

  /** The one canary below the folder, but for its own file. */
  static List<Leak> below(Path folder, Path allowed) {
    return ONE.inFiles(folder, allowed::equals);
  }

  /** The one canary in the argument lists of all processes of this machine. */
  static List<Leak> inProcessLists() {
    try (var watch = new ProcessWatch()) {
      return watch.leaks(ONE);
    }
  }

  /** Several in order. */
  static Map<String, String> named(String... namesAndValues) {
    var secrets = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      secrets.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return secrets;
  }
}
