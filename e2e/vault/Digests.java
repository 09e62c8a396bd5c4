import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.VaultAccess;
import zone.otta.ralf.secrets.vaultwarden.VaultSettings;
import zone.otta.ralf.secrets.vaultwarden.VaultwardenSecrets;
import zone.otta.ralf.site.SecretReference;

/**
 * What RALF's client reads from a lab's vault, as keyed sums: {@code REFERENCE HMAC-SHA-256}, one a line, as digests
 * makes them of what the official client reads.
 *
 * <p>Arguments: file with the key, the lab's status file, references.
 */
final class Digests {
  public static void main(String[] args) throws IOException {
    var key = new SecretKeySpec(Files.readAllBytes(Path.of(args[0])), "HmacSHA256");
    JsonNode vault = JsonMapper.shared().readTree(Files.readAllBytes(Path.of(args[1]))).get("vault");
    String device = UUID.randomUUID().toString();
    VaultSettings settings =
        VaultSettings.of(
            vault.get("url").asString(),
            new VaultAccess.ApiKey(
                vault.get("clientId").asString(), () -> secret(vault.get("clientSecretFile"))),
            () -> secret(vault.get("masterPasswordFile")),
            () -> TrustedServer.ofAuthority(Path.of(vault.get("certificateFile").asString())),
            () -> device,
            true);
    List<String> references = Arrays.asList(args).subList(2, args.length);
    try (var secrets = new VaultwardenSecrets(settings)) {
      for (String reference : references) {
        String sum = secrets.use(new SecretReference(reference), value -> sum(key, value));
        System.out.println(reference + " " + sum);
      }
    }
  }

  private static Secret secret(JsonNode file) {
    try {
      return new Secret(Files.readString(Path.of(file.asString())).strip().toCharArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sum(SecretKeySpec key, Secret value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(value.revealBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
