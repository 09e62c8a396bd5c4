/** The REST API of Proxmox VE over HTTPS with a token. */
package zone.otta.ralf.proxmox.api;
