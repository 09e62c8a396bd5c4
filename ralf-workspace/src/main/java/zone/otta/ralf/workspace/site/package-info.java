/** {@code ralf.yaml}: what holds for the whole homelab. */
package zone.otta.ralf.workspace.site;
