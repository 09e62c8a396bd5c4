/**
 * One SSH session, its host key, and how words become a remote command. The only user of JSch
 * besides the tunnel.
 */
package zone.otta.ralf.proxmox.ssh;
