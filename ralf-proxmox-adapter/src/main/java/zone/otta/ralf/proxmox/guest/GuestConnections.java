package zone.otta.ralf.proxmox.guest;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.ssh.HostKeyScan;
import zone.otta.ralf.proxmox.ssh.HostKeyScan.ScannedKey;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Ipv4Address;

/**
 * One SSH connection for each container, opened when it is first needed. A host key is learned at
 * the first contact with a container that this workspace created itself, never otherwise, and
 * pinned. Thread-safe.
 */
public final class GuestConnections implements AutoCloseable {
  /** A booting container's SSH server is up within seconds. */
  private static final Duration BOOT = Duration.ofSeconds(60);

  private static final Duration HICCUP = Duration.ofSeconds(3);
  private static final Duration SCAN = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 200_000_000;
  private final GuestDoor door;
  private final GuestTrust trust;
  private final GuestPower power;
  private final Map<Ctid, SshConnection> open = new HashMap<>();
  private final Set<Ctid> booting = new HashSet<>();
  private int commandsOfClosed;

  /**
   * @param host asked what became of a container that does not answer
   */
  public GuestConnections(GuestDoor door, GuestTrust trust, ContainerHost host) {
    this.door = door;
    this.trust = trust;
    this.power = new GuestPower(host);
  }

  GuestDoor door() {
    return door;
  }

  GuestTrust trust() {
    return trust;
  }

  /**
   * The connection to a container.
   *
   * @throws PortException {@code REFUSED} if the container does not run or its server is not the
   *     known one, {@code UNREACHABLE} if it runs and nothing answers
   */
  public synchronized SshConnection to(Ctid ctid) {
    SshConnection there = open.get(ctid);
    if (there != null) {
      return there;
    }
    Ipv4Address address =
        door.address(ctid).orElseThrow(() -> GuestFailures.noAddress(ctid, door.site()));
    var failures = new GuestFailures(ctid, address + ":" + door.access().port());
    String known = trust.known(ctid).orElseGet(() -> learned(ctid, address, failures));
    SshConnection made = new SshConnection(door.settings(ctid, address, known));
    patiently(ctid, failures, made::hostKeyFingerprint);
    booting.remove(ctid);
    open.put(ctid, made);
    return made;
  }

  /** The connection to the container that has an address. */
  public SshConnection to(Ipv4Address address) {
    return to(door.ctid(address).orElseThrow(() -> GuestFailures.elsewhere(address, door.site())));
  }

  private String learned(Ctid ctid, Ipv4Address address, GuestFailures failures) {
    if (!trust.awaited(ctid)) {
      throw failures.unknownKey();
    }
    power.requireRunning(ctid);
    booting.add(ctid);
    ScannedKey key =
        patiently(
            ctid,
            failures,
            () ->
                HostKeyScan.scan(
                    door.host(address), door.access().port(), door.site().lab(), SCAN));
    trust.pin(ctid, key);
    return key.knownHostsLine(GuestTrust.alias(ctid)) + "\n";
  }

  /** Tries again while nothing answers; what answers wrongly is not asked twice. */
  private <T> T patiently(Ctid ctid, GuestFailures failures, Supplier<T> attempt) {
    Duration limit = booting.contains(ctid) ? BOOT : HICCUP;
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        return attempt.get();
      } catch (PortException e) {
        if (e.fault() != Fault.UNREACHABLE) {
          throw failures.of(e);
        }
        power.requireRunning(ctid);
        if (System.nanoTime() >= end) {
          throw failures.of(e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Says what an unanswered request means; the connection is opened anew at its next use. */
  PortException failed(Ctid ctid, PortException e) {
    if (e.code().id().equals(GuestFailures.NOT_CONNECTED)) {
      drop(ctid);
      power.requireRunning(ctid);
    }
    String where = door.address(ctid).map(a -> a + ":" + door.access().port()).orElse("?");
    return new GuestFailures(ctid, where).of(e);
  }

  /** The container is being started: its server may take a while. */
  synchronized void boots(Ctid ctid) {
    drop(ctid);
    booting.add(ctid);
  }

  /** Ends the connection to a container that stops or changes altogether. */
  synchronized void drop(Ctid ctid) {
    SshConnection gone = open.remove(ctid);
    if (gone != null) {
      commandsOfClosed += gone.commands();
      gone.close();
    }
  }

  /** Commands sent into containers so far. */
  public synchronized int commands() {
    return commandsOfClosed + open.values().stream().mapToInt(SshConnection::commands).sum();
  }

  @Override
  public synchronized void close() {
    for (Ctid ctid : List.copyOf(open.keySet())) {
      drop(ctid);
    }
  }
}
