package zone.otta.ralf.workspace.journal;

import java.nio.file.Path;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.port.PortException;

/** Appends until it is killed or fails, and prints each version once it is acknowledged. */
final class AppendingProcess {
  private static final String FILLER = "x".repeat(9000);

  private AppendingProcess() {}

  /** How many events the append at this head has. */
  static int batch(long head) {
    return 1 + (int) (head % 4);
  }

  static NewEvent event(long version) {
    NewEvent plain = Journals.event((int) version);
    return new NewEvent(
        plain.id(), "filled", version, "{\"n\":" + version + ",\"filler\":\"" + FILLER + "\"}");
  }

  /**
   * @param arguments the folder, and perhaps {@code wait}: for a byte on standard input; its end
   *     ends the process
   */
  public static void main(String[] arguments) throws java.io.IOException {
    if (arguments.length > 1 && System.in.read() < 0) {
      return;
    }
    FileJournal journal = Journals.open(Path.of(arguments[0]), "child");
    System.out.println("open");
    try {
      while (true) {
        long head = journal.head(Journals.RUN).version();
        var events =
            java.util.stream.LongStream.rangeClosed(head + 1, head + batch(head))
                .mapToObj(AppendingProcess::event)
                .toList();
        journal.append(Journals.RUN, head, events);
        System.out.println(head + events.size());
      }
    } catch (PortException e) {
      System.out.println(e.code());
    }
    try {
      journal.append(Journals.RUN, 0, Journals.events(1_000_000, 1));
      journal.append(
          Journals.RUN, journal.head(Journals.RUN).version(), Journals.events(1_000_000, 1));
    } catch (PortException e) {
      System.out.println("again " + e.code());
    }
  }
}
