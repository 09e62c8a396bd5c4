package zone.otta.ralf.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a call, sorted before any of them is interpreted: global options may stand before
 * the command's name. Only then is it known which command's options have to be read.
 *
 * @param globals options before the command
 * @param words the command and all that follows
 */
record Arguments(List<String> globals, List<String> words) {
  private static final Set<String> WITH_VALUE = Set.of("--format", "--lang", "--state", "-C");

  static Arguments of(List<String> args) {
    int i = 0;
    while (i < args.size() && args.get(i).startsWith("-")) {
      i += WITH_VALUE.contains(args.get(i)) ? 2 : 1;
    }
    int split = Math.min(i, args.size());
    List<String> words = args.subList(split, args.size());
    // `ralf help plan` is `ralf plan --help`.
    if (!words.isEmpty() && words.get(0).equals("help")) {
      var globals = new ArrayList<>(args.subList(0, split));
      globals.add("--help");
      return new Arguments(globals, words.subList(1, words.size()));
    }
    return new Arguments(args.subList(0, split), words);
  }

  /** The words that may name the command: up to the first option. */
  List<String> command() {
    return words.stream().takeWhile(w -> !w.startsWith("-")).toList();
  }

  /** The command's own name, then all options, as the parser of that command reads them. */
  String[] after(int names) {
    var all = new ArrayList<>(words.subList(0, names));
    all.addAll(globals);
    all.addAll(words.subList(names, words.size()));
    return all.toArray(String[]::new);
  }

  boolean version() {
    return words.isEmpty() && (globals.contains("--version") || globals.contains("-V"));
  }

  boolean plain() {
    return globals.contains("--plain") || words.contains("--plain");
  }

  Optional<String> language() {
    return language(globals).or(() -> language(words));
  }

  private static Optional<String> language(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).startsWith("--lang=")) {
        return Optional.of(args.get(i).substring("--lang=".length()));
      }
      if (args.get(i).equals("--lang") && i + 1 < args.size()) {
        return Optional.of(args.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
