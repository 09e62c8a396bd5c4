package zone.otta.ralf.cli.commands;

import picocli.CommandLine.Option;

/** Whether somebody else's record may become ours. */
final class AdoptOption {
  @Option(
      names = "--adopt",
      description =
          "make a DNS record ours that leads to the address already and carries no mark (RALF-N061)")
  boolean adopt;
}
