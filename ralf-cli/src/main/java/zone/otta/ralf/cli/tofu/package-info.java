/**
 * What OpenTofu is given: a module for provider bpg/proxmox and its values. Argument names and
 * types are those of the provider's documentation of {@code proxmox_virtual_environment_container}.
 */
@org.jspecify.annotations.NullMarked
package zone.otta.ralf.cli.tofu;
