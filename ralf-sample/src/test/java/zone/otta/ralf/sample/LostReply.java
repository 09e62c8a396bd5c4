package zone.otta.ralf.sample;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.ForwardingJournal;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;

/** Stores the first append, but nobody learns of it. */
final class LostReply extends ForwardingJournal {
  private boolean lost;

  LostReply(Journal journal) {
    super(journal);
  }

  @Override
  public Append append(StreamName stream, long expectedVersion, List<NewEvent> events) {
    Append answer = super.append(stream, expectedVersion, events);
    if (!lost) {
      lost = true;
      throw new PortException(
          Fault.UNREACHABLE, "RALF-J021", Text.of("lost", "verloren"), Optional.empty());
    }
    return answer;
  }
}
