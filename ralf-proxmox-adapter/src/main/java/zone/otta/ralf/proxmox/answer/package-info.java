/** What Proxmox VE's texts mean. */
package zone.otta.ralf.proxmox.answer;
