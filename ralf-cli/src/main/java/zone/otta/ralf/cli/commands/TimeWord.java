package zone.otta.ralf.cli.commands;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import zone.otta.ralf.cli.session.PastTime;

/** A time as a word of a command. */
final class TimeWord implements ITypeConverter<PastTime> {
  @Override
  public PastTime convert(String word) {
    return PastTime.parse(word)
        .orElseThrow(
            () -> new TypeConversionException("not a time: " + word + " (2026-11-24T10:00Z, -2h)"));
  }
}
