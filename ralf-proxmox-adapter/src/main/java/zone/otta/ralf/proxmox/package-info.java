/**
 * Proxmox VE, reached in two ways with the same behaviour: {@code pct} over one SSH connection
 * ({@link zone.otta.ralf.proxmox.ProxmoxOverSsh}), and the REST API with a token ({@link
 * zone.otta.ralf.proxmox.ProxmoxOverApi}).
 */
package zone.otta.ralf.proxmox;
