package zone.otta.ralf.lab.exec;

import java.util.List;

/** The lab emulates a closed list of commands; this one is not on it. */
public final class NotInVocabulary extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotInVocabulary(List<String> argv) {
    super("lab: not in the vocabulary: " + Words.quote(argv));
  }

  public NotInVocabulary(String line) {
    super("lab: not in the vocabulary: " + line);
  }
}
