package zone.otta.ralf.cli.commands;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import zone.otta.ralf.journal.StreamName;

/** The name of a stream as a word of a command. */
final class StreamWord implements ITypeConverter<StreamName> {
  @Override
  public StreamName convert(String word) {
    try {
      return new StreamName(word);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("not a stream: " + word);
    }
  }
}
