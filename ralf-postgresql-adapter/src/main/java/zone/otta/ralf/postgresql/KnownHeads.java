package zone.otta.ralf.postgresql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Head;

/**
 * The hashes of events seen last, so that an append need not ask first. Events never change, so
 * what is known stays right, if perhaps not the newest. Thread-safe.
 */
final class KnownHeads {
  private static final int MOST = 4096;

  private final Map<StreamName, Head> heads =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamName, Head> eldest) {
          return size() > MOST;
        }
      };

  synchronized void saw(StreamName stream, long version, ChainHash hash) {
    if (version > 0) {
      heads.put(stream, new Head(version, hash));
    }
  }

  synchronized Optional<ChainHash> at(StreamName stream, long version) {
    return version == 0
        ? Optional.of(ChainHash.start(stream))
        : Optional.ofNullable(heads.get(stream))
            .filter(head -> head.version() == version)
            .map(Head::hash);
  }

  synchronized void forget(StreamName stream) {
    heads.remove(stream);
  }
}
