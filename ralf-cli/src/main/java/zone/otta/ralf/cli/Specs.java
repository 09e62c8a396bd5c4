package zone.otta.ralf.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import zone.otta.ralf.cli.commands.Command;
import zone.otta.ralf.cli.commands.DiffCommand;
import zone.otta.ralf.diagnostics.Language;

/** The parser's tree: the root, and below it only the command that is needed. */
final class Specs {
  private static final String GERMAN = "zone.otta.ralf.cli.help_de";

  private Specs() {}

  static CommandLine line(String path, Command command, Language language) {
    CommandLine root = new CommandLine(CommandSpec.create().name("ralf"));
    add(root, path, command);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setUsageHelpWidth(80);
    if (language == Language.DE) {
      root.setResourceBundle(ResourceBundle.getBundle(GERMAN, Locale.ROOT));
    }
    return root;
  }

  /** Every command: for completion scripts. */
  static CommandLine all() {
    CommandLine root = new CommandLine(CommandSpec.create().name("ralf"));
    for (String path : CommandTable.PATHS) {
      add(root, path, CommandTable.create(path));
    }
    return root;
  }

  private static void add(CommandLine root, String path, Command command) {
    String[] words = path.split(" ");
    CommandLine parent = root;
    if (words.length == 2) {
      parent = root.getSubcommands().get(words[0]);
      if (parent == null) {
        parent = new CommandLine(CommandSpec.create().name(words[0]));
        root.addSubcommand(words[0], parent);
      }
    }
    CommandLine line = new CommandLine(command);
    if (command instanceof DiffCommand) {
      // A time may be -2h, which is no option.
      line.setUnmatchedOptionsArePositionalParams(true);
    }
    parent.addSubcommand(words[words.length - 1], line);
  }

  static String help(CommandLine command, Language language) {
    String text = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    return switch (language) {
      case EN -> text;
      case DE -> text.replace("\nExample:\n", "\nBeispiel:\n");
    };
  }

  static CommandLine innermost(CommandLine root, String[] words) {
    CommandLine line = root;
    for (String word : words) {
      line = Objects.requireNonNull(line.getSubcommands().get(word), word);
    }
    return line;
  }
}
