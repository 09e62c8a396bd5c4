/**
 * How Vaultwarden's clients encrypt: from the master password to the value of one field. Protocol
 * facts are held by the vectors beside the tests, which the official client has accepted.
 */
@NullMarked
package zone.otta.ralf.secrets.vaultwarden.crypto;

import org.jspecify.annotations.NullMarked;
