package zone.otta.ralf.proxmox.api;

import java.time.Duration;

/**
 * How long is waited.
 *
 * @param connect for TCP and TLS, each
 * @param reply for one answer; the node itself gives up after 30 s and waits 10 s for a lock
 * @param lock for a container that another task holds
 * @param task for a creation, download, snapshot, rollback or removal
 * @param power for a start, stop or restart
 * @param ticket age at which a log-in is renewed; the server takes a ticket for two hours
 */
public record Limits(
    Duration connect,
    Duration reply,
    Duration lock,
    Duration task,
    Duration power,
    Duration ticket) {
  /** What the contract of a container host allows. */
  public static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMinutes(30),
          Duration.ofSeconds(180),
          Duration.ofMinutes(90));

  /** With another patience for locks. */
  public Limits withLock(Duration limit) {
    return new Limits(connect, reply, limit, task, power, ticket);
  }

  /** With another patience for answers. */
  public Limits withReply(Duration limit) {
    return new Limits(connect, limit, lock, task, power, ticket);
  }

  /** With another patience for tasks of every kind. */
  public Limits withTask(Duration limit) {
    return new Limits(connect, reply, lock, limit, limit, ticket);
  }

  /** With tickets renewed at another age. */
  public Limits withTicket(Duration age) {
    return new Limits(connect, reply, lock, task, power, age);
  }
}
