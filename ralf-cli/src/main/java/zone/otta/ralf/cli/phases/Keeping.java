package zone.otta.ralf.cli.phases;

import java.util.Optional;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.site.SecretReference;

/** Where a demo keeps the service's secret. */
public enum Keeping {
  /** In a file of its workspace. */
  FILE {
    @Override
    SecretReference password() {
      return new SecretReference("file:secrets/postgresql");
    }

    @Override
    Optional<String> vaultwarden(Json.Obj status) {
      return Optional.empty();
    }
  },
  /** In the lab's emulated Vaultwarden. */
  VAULTWARDEN {
    @Override
    SecretReference password() {
      return new SecretReference("vaultwarden://postgresql?folder=ralf#password");
    }

    @Override
    Optional<String> vaultwarden(Json.Obj status) {
      LabJson vault = new LabJson(status).part("vault");
      return Optional.of(
          """
          # emulated by the lab
          vaultwarden:
            url: %s
            client_id: %s
            client_secret: file:secrets/vault-client
            master_password: file:secrets/vault-master
            fingerprint: %s
          """
              .formatted(vault.text("url"), vault.text("clientId"), vault.text("fingerprint")));
    }
  };

  /** What the card's reference is mapped to. */
  abstract SecretReference password();

  /** The part {@code vaultwarden} of {@code ralf.yaml} for a lab. */
  abstract Optional<String> vaultwarden(Json.Obj status);
}
