package zone.otta.ralf.lab.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How RALF's two ask scripts print: {@code #N KIND EXIT}, the output with one blank before each
 * line, {@code #end}.
 */
public final class Framing {
  /** One question. */
  @FunctionalInterface
  public interface Question {
    /** Writes output and error as one; returns the exit code. */
    int ask(String kind, String argument, ByteArrayOutputStream both)
        throws IOException, InterruptedException;
  }

  private Framing() {}

  /** Asks pair by pair, as {@code while [ $# -ge 2 ]} does. */
  public static int ask(List<String> arguments, Call call, Question question)
      throws IOException, InterruptedException {
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      var both = new ByteArrayOutputStream();
      int exit;
      try {
        exit = question.ask(arguments.get(i), arguments.get(i + 1), both);
      } catch (NotInVocabulary e) {
        both.writeBytes((e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        exit = 127;
      }
      // a shell's $(...) drops the newlines at the end
      String text = both.toString(StandardCharsets.UTF_8).replaceAll("\n+$", "");
      call.out("#" + (i / 2 + 1) + " " + arguments.get(i) + " " + exit + "\n");
      if (!text.isEmpty()) {
        call.out(" " + text.replace("\n", "\n ") + "\n");
      }
    }
    call.out("#end\n");
    return 0;
  }

  /** What the scripts answer to a kind they do not know. */
  public static int unknown(ByteArrayOutputStream both) {
    both.writeBytes("ralf: unknown question\n".getBytes(StandardCharsets.UTF_8));
    return 1;
  }
}
