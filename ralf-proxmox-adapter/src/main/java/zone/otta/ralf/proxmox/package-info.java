/**
 * Proxmox VE through {@code pct} over one SSH connection. Start at {@link
 * zone.otta.ralf.proxmox.ProxmoxOverSsh}.
 */
package zone.otta.ralf.proxmox;
