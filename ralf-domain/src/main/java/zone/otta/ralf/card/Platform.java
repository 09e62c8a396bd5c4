package zone.otta.ralf.card;

/** What a service runs in. RALF provisions LXC; a VM is understood and explained. */
public enum Platform {
  LXC,
  VM
}
