package zone.otta.ralf.apply;

import java.time.Duration;
import java.util.Optional;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.port.Leases.Lease;
import zone.otta.ralf.port.PortException;

/**
 * A lease on a service that is kept for as long as somebody works on it. Thread-safe: one thread
 * works, another one keeps.
 */
public final class Tenure implements Turn {
  /** How long it outlives somebody who ended without giving it back. */
  public static final Duration LASTS = Duration.ofMinutes(3);

  /**
   * Who works.
   *
   * @param name for people: person, machine, process
   * @param place where only one can work at a time, for example the lock on a file of one machine;
   *     up to 40 letters and digits. Whoever has the place now knows that a former holder from
   *     there has ended.
   */
  public record Worker(String name, String place) {
    public Worker {
      if (!place.matches("[A-Za-z0-9]{1,40}")) {
        throw new IllegalArgumentException("not a place");
      }
    }

    private String holder() {
      return name + sign();
    }

    private boolean isPlaceOf(Lease lease) {
      return lease.holder().contains(sign());
    }

    private String sign() {
      return " [" + place + "]";
    }
  }

  private final Leases leases;
  private final ServiceName service;
  private final Worker worker;
  private final Duration lasts;
  private Lease lease;
  private boolean ended;
  private Optional<Finding> over = Optional.empty();

  private Tenure(Leases leases, ServiceName service, Worker worker, Duration lasts, Lease lease) {
    this.leases = leases;
    this.service = service;
    this.worker = worker;
    this.lasts = lasts;
    this.lease = lease;
  }

  /**
   * Takes the right to work on a service.
   *
   * @param lasts for how long without {@link #keep}
   * @throws PortException {@code RALF-J038} if somebody works on it
   */
  public static Tenure take(Leases leases, ServiceName service, Worker worker, Duration lasts) {
    String name = name(service);
    Optional<Lease> taken = leases.acquire(name, worker.holder(), lasts);
    if (taken.isEmpty()) {
      leases.holder(name).filter(worker::isPlaceOf).ifPresent(leases::release);
      taken = leases.acquire(name, worker.holder(), lasts);
    }
    return new Tenure(
        leases,
        service,
        worker,
        lasts,
        taken.orElseThrow(() -> busy(service, leases.holder(name))));
  }

  private static String name(ServiceName service) {
    return StreamName.service(service).value();
  }

  /**
   * Has it last from now on; to be called well before it is over. If it is over, for the store was
   * away, it is taken anew; work ends if somebody had it in between.
   *
   * @throws PortException if the store cannot be used: nothing is known then, and it may be over
   */
  public synchronized void keep() {
    if (ended || over.isPresent() || leases.renew(lease, lasts)) {
      return;
    }
    Optional<Lease> again = leases.acquire(lease.name(), worker.holder(), lasts);
    if (again.isPresent() && again.get().fence() <= lease.fence() + 1) {
      lease = again.get();
      return;
    }
    over = Optional.of(lost(service, leases.holder(lease.name())));
    again.ifPresent(leases::release);
  }

  @Override
  public synchronized Optional<Finding> over() {
    return over;
  }

  @Override
  public synchronized Optional<Long> fence() {
    return Optional.of(lease.fence());
  }

  /** Gives it back; whoever still keeps it changes nothing. */
  public synchronized void end() {
    ended = true;
    if (over.isEmpty()) {
      leases.release(lease);
    }
  }

  private static PortException busy(ServiceName service, Optional<Lease> holder) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J038",
        Text.of(
            "somebody works on " + service + " already" + who(holder, ": "),
            "an " + service + " arbeitet schon jemand" + who(holder, ": ")),
        Text.of(
            "let it end; if it was killed on another machine, its right ends after "
                + LASTS.toMinutes()
                + " minutes",
            "es enden lassen; wurde es auf einem anderen Rechner getötet, endet sein Recht nach "
                + LASTS.toMinutes()
                + " Minuten"));
  }

  private static Finding lost(ServiceName service, Optional<Lease> holder) {
    return Finding.blocker(
            "RALF-J039",
            Text.of(
                "somebody else began to work on " + service + " meanwhile" + who(holder, ": "),
                "inzwischen arbeitet jemand anders an " + service + who(holder, ": ")))
        .help(
            Text.of(
                "the memory was away for longer than the right to work lasts; see what the other one did, then resume",
                "das Gedächtnis war länger weg, als das Recht zu arbeiten dauert; ansehen, was der andere tat, dann fortsetzen"));
  }

  /** The holder without what tells tries apart. */
  private static String who(Optional<Lease> holder, String before) {
    return holder.map(h -> before + h.holder().replaceAll(" \\[.*", "")).orElse("");
  }
}
