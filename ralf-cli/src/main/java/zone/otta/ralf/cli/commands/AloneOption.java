package zone.otta.ralf.cli.commands;

import picocli.CommandLine.Option;

/** Whether work goes on that nobody else can be kept from. */
final class AloneOption {
  @Option(
      names = "--alone",
      description =
          "nobody else works on the service: go on if the memory cannot be asked (RALF-J037)")
  boolean alone;
}
