/** Where a connection may go. */
package zone.otta.ralf.proxmox.loopback;
