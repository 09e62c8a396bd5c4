package zone.otta.ralf.workspace.trust;

import java.util.List;

/** Whether a server is the one that was trusted. */
public sealed interface Judgement {
  /** The very key is trusted. */
  record Trusted() implements Judgement {}

  /** Nothing is known of this name: a person may learn the key. */
  record Unknown() implements Judgement {}

  /**
   * The name is known with other keys, also if only of another type: the server was reinstalled, or
   * it is another one.
   */
  record Changed(List<HostKey> expected) implements Judgement {
    public Changed {
      expected = List.copyOf(expected);
    }
  }
}
