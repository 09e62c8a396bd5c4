package zone.otta.ralf.testkit.dns;

import java.util.List;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsName;

/**
 * A name server with the zones {@code otta.zone} and {@code 10.10.in-addr.arpa}, empty at first;
 * the adapter under test; and somebody else who may write there, too.
 */
public interface DnsStage extends AutoCloseable {
  /** What can be wrong with the server as the adapter sees it. */
  enum Ailment {
    /** Nothing. */
    NONE,
    /** Takes requests and never answers; nothing is carried out. */
    SILENT,
    /** Carries requests out; the answers are lost. */
    ANSWERS_LOST,
    /**
     * Somebody in between answers "done", "nothing there" to everything, without the server's key.
     */
    FORGED,
    /** Answers from hearsay: without authority for the zone. */
    HEARSAY,
    /** Answers that it failed. */
    FAILING
  }

  /** An adapter as a new process would make it, over the same server. */
  InternalDns dns();

  /** As {@link #dns}, with credentials that the server does not know. */
  InternalDns stranger();

  /**
   * Adds a record by another way than the adapter.
   *
   * @param record name, lifetime, type and data as in a zone file: {@code a.otta.zone. 300 A
   *     10.10.20.9}
   */
  void put(String record);

  /** Removes all records of a type from a name by another way. */
  void remove(DnsName name, String type);

  /**
   * What the server really holds, sorted.
   *
   * @param name absolute: {@code postgres.otta.zone.}
   * @return lifetime, type and data, TXT in quotes: {@code 300 A 10.10.20.10}
   */
  List<String> records(String name);

  /** How many changes by adapters the server has been asked for so far. */
  long writes();

  /** From now on. */
  void ails(Ailment ailment);

  @Override
  void close();
}
