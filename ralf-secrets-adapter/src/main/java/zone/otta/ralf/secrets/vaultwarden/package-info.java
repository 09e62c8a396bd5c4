/**
 * Secrets from a Vaultwarden (or Bitwarden) server, by its own protocol: log in, fetch the vault
 * once, open here what is asked for. Protocol facts: Vaultwarden 1.37, Bitwarden CLI 2026.6.
 */
@NullMarked
package zone.otta.ralf.secrets.vaultwarden;

import org.jspecify.annotations.NullMarked;
