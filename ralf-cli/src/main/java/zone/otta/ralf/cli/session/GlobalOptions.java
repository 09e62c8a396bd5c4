package zone.otta.ralf.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that every command knows, before or after its name. */
public final class GlobalOptions {
  /** How results are written. */
  public enum Format {
    HUMAN,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "human|json",
      description = "what to print (default: human)")
  Format format = Format.HUMAN;

  @Option(names = "--lang", paramLabel = "en|de", description = "language (else RALF_LANG, LANG)")
  Optional<String> language = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where RALF keeps its memory (else RALF_STATE, .ralf in the workspace)")
  Optional<Path> state = Optional.empty();

  @Option(
      names = "-C",
      paramLabel = "DIR",
      description = "the workspace (else RALF_WORKSPACE, the nearest ralf.yaml)")
  Optional<Path> workspace = Optional.empty();

  @Option(names = "--plain", description = "no colours, no symbols, no live lines")
  boolean plain;

  @Option(names = "--strict", description = "a WARNUNG ends with exit code 3")
  boolean strict;

  @Option(names = "--verbose", description = "more details")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;
}
