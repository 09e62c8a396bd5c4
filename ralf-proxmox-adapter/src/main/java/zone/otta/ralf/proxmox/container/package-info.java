/** How a container's facts stand in Proxmox VE's own options, whichever way they travel. */
package zone.otta.ralf.proxmox.container;
