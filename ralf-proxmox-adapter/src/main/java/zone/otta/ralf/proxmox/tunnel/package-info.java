/** TCP connections made by the far end, by direct-tcpip channels. */
package zone.otta.ralf.proxmox.tunnel;
