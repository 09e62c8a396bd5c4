/** The inside of a container, by {@code pct exec}. */
package zone.otta.ralf.proxmox.guest;
