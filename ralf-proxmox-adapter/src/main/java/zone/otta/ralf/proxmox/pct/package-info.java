/**
 * The node itself: its inventory, templates, containers and power, by pct, pveam, pvesm and pvesh.
 */
package zone.otta.ralf.proxmox.pct;
