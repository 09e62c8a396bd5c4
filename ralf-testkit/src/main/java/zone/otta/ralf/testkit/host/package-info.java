/**
 * Contract kits for the ports that lead to a Proxmox VE node: extend a kit, say how to open a
 * world, and each numbered rule of docs/contracts/ is a test. Adapters and fakes pass the same
 * kits.
 */
package zone.otta.ralf.testkit.host;
