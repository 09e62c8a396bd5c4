package zone.otta.ralf.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.SecretRules;
import zone.otta.ralf.testkit.secrets.MemorySecrets;

class SecretSourcesTest {
  private static final SecretReference NAMED = SecretReference.env("RALF_DB");
  private static final SecretReference FOREIGN = SecretReference.env("HOME");
  private static final SecretReference FILE = new SecretReference("file:secrets/db");

  private final MemorySecrets env =
      new MemorySecrets().with(NAMED, "from-environment").with(FOREIGN, "/home/operator");
  private final MemorySecrets file = new MemorySecrets().with(FILE, "from-a-file");
  private final Redactor redactor = new Redactor();

  private SecretSources sources(Map<SecretReference, SecretReference> from) {
    return new SecretSources(
        new SecretRules(SecretRules.DEFAULT.allow(), from),
        Map.<String, SecretSource>of("env", env, "file", file),
        redactor);
  }

  @Test
  void a_reference_is_served_by_the_source_of_its_scheme() {
    assertThat(text(sources(Map.of()), NAMED)).isEqualTo("from-environment");
    assertThat(text(sources(Map.of()), FILE)).isEqualTo("from-a-file");
  }

  @Test
  void the_site_leads_a_reference_elsewhere() {
    SecretSources sources = sources(Map.of(NAMED, FILE, FOREIGN, FILE));
    assertThat(text(sources, NAMED)).isEqualTo("from-a-file");
    assertThat(text(sources, FOREIGN)).isEqualTo("from-a-file");
  }

  @Test
  void a_card_cannot_name_any_variable_it_likes() {
    for (Runnable call :
        List.<Runnable>of(
            () -> sources(Map.of()).present(FOREIGN),
            () -> text(sources(Map.of()), FOREIGN),
            () -> sources(Map.of()).create(FOREIGN))) {
      PortException refusal = catchThrowableOfType(PortException.class, call::run);
      assertThat(refusal.fault()).isEqualTo(Fault.REFUSED);
      assertThat(refusal.code().id()).isEqualTo("RALF-W027");
      assertThat(refusal.what().en()).contains("env:HOME", "env:RALF_*");
    }
  }

  @Test
  void a_vault_reference_without_a_vault_is_refused_by_name() {
    SecretReference vault = new SecretReference("vaultwarden://ralf/db");
    PortException refusal =
        catchThrowableOfType(PortException.class, () -> sources(Map.of()).present(vault));
    assertThat(refusal.code().id()).isEqualTo("RALF-W027");
    assertThat(refusal.what().en()).contains("no vaultwarden adapter is configured");
  }

  @Test
  void creating_goes_where_the_site_leads() {
    SecretReference fresh = new SecretReference("file:secrets/fresh");
    sources(Map.of(NAMED, fresh)).create(NAMED);
    assertThat(file.present(fresh)).isTrue();
  }

  @Test
  void what_is_handed_out_is_masked_from_then_on() {
    assertThat(redactor.redact("password=from-a-file")).isEqualTo("password=from-a-file");
    text(sources(Map.of()), FILE);
    assertThat(redactor.redact("password=from-a-file")).isEqualTo("password=***");
  }

  private static String text(SecretSource source, SecretReference reference) {
    return source.use(reference, secret -> new String(secret.reveal()));
  }
}
