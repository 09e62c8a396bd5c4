package zone.otta.ralf.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.card.sample.GoesInCircles;
import zone.otta.ralf.cli.commands.sample.KnowsAnAdapter;
import zone.otta.ralf.dns.sample.KnowsAnotherAdapter;
import zone.otta.ralf.gate.sample.GoesBack;
import zone.otta.ralf.plan.sample.KnowsGuice;
import zone.otta.ralf.workspace.sample.AsksTheProcess;
import zone.otta.ralf.workspace.sample.KnowsADriver;

/** What may know what. Each rule is also shown red on a class that breaks it. */
class ArchitectureTest {
  private static final String[] DOMAIN = {
    "zone.otta.ralf",
    "zone.otta.ralf.apply..",
    "zone.otta.ralf.card..",
    "zone.otta.ralf.diagnostics..",
    "zone.otta.ralf.doctor..",
    "zone.otta.ralf.drift..",
    "zone.otta.ralf.gate..",
    "zone.otta.ralf.guest..",
    "zone.otta.ralf.history..",
    "zone.otta.ralf.journal..",
    "zone.otta.ralf.json..",
    "zone.otta.ralf.placement..",
    "zone.otta.ralf.plaintext..",
    "zone.otta.ralf.plan..",
    "zone.otta.ralf.policy..",
    "zone.otta.ralf.port..",
    "zone.otta.ralf.recipe..",
    "zone.otta.ralf.site..",
    "zone.otta.ralf.smoke..",
  };
  private static final String[] PLATFORM = {"java..", "javax.crypto..", "org.jspecify.."};

  /** What speaks HTTP, the module that those adapters share included. */
  private static final String[] OVER_HTTP = {
    "zone.otta.ralf.http..",
    "zone.otta.ralf.proxmox.api..",
    "zone.otta.ralf.secrets.vaultwarden..",
    "zone.otta.ralf.dns.opnsense..",
    "zone.otta.ralf.dns.pihole..",
  };

  private static final Map<String, String> ADAPTERS =
      Map.of(
          "proxmox", "zone.otta.ralf.proxmox..",
          "dns", "zone.otta.ralf.dns..",
          "secrets", "zone.otta.ralf.secrets..",
          "postgresql", "zone.otta.ralf.postgresql..");
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("/sample/"))
          .withImportOption(place -> !place.contains("/ralf/lab/"))
          .withImportOption(place -> !place.contains("/ralf/testkit/"))
          .importPackages("zone.otta.ralf");

  private static final ArchRule DOMAIN_IS_PURE =
      classes()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(DOMAIN).or(resideInAnyPackage(PLATFORM)))
          .andShould()
          .onlyDependOnClassesThat(are(notIn("java.sql..", "java.net.http..", "java.nio.file..")));

  private static final ArchRule NO_CYCLES =
      slices().matching("zone.otta.ralf.(*)..").should().beFreeOfCycles();

  private static final ArchRule PROCESS_ASKED_BY_THE_PROGRAM_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("zone.otta.ralf.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(Instant.class, "now");

  private static final ArchRule ONLY_WIRING_KNOWS_ADAPTERS =
      noClasses()
          .that(
              resideInAnyPackage("zone.otta.ralf.cli..", "zone.otta.ralf.workspace..")
                  .and(notIn("zone.otta.ralf.cli.wiring..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADAPTERS.values().toArray(String[]::new));

  private static final ArchRule GUICE_IN_WIRING_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("zone.otta.ralf.cli.wiring..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google..", "jakarta.inject..");

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> notIn(String... packages) {
    return com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(packages));
  }

  private static ArchRule onlyIn(String home, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static ArchRule knowsNoOther(String adapter) {
    return noClasses()
        .that()
        .resideInAPackage(ADAPTERS.get(adapter))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ADAPTERS.entrySet().stream()
                .filter(e -> !e.getKey().equals(adapter))
                .map(Map.Entry::getValue)
                .toArray(String[]::new))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("zone.otta.ralf.workspace..", "zone.otta.ralf.cli..");
  }

  /** A rule, what it judges, and a class that breaks it. */
  record Case(String name, ArchRule rule, JavaClasses judged, Class<?>... red) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("the domain is pure", DOMAIN_IS_PURE, PRODUCT, KnowsGuice.class),
        new Case(
            "the process is asked by the program only",
            PROCESS_ASKED_BY_THE_PROGRAM_ONLY,
            PRODUCT,
            AsksTheProcess.class),
        new Case(
            "only wiring knows adapters",
            ONLY_WIRING_KNOWS_ADAPTERS,
            PRODUCT,
            KnowsAnAdapter.class),
        new Case("Guice in wiring only", GUICE_IN_WIRING_ONLY, PRODUCT, KnowsGuice.class),
        new Case(
            "JSch",
            onlyIn(ADAPTERS.get("proxmox"), "com.jcraft.jsch.."),
            PRODUCT,
            KnowsADriver.class),
        new Case(
            "dnsjava", onlyIn(ADAPTERS.get("dns"), "org.xbill.."), PRODUCT, KnowsADriver.class),
        new Case(
            "JDBC",
            onlyIn(ADAPTERS.get("postgresql"), "java.sql..", "javax.sql..", "org.postgresql.."),
            PRODUCT,
            KnowsADriver.class),
        new Case(
            "OkHttp",
            noClasses()
                .that(are(notIn(OVER_HTTP)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio.."),
            PRODUCT,
            KnowsADriver.class),
        new Case(
            "the DNS adapter knows no other",
            knowsNoOther("dns"),
            PRODUCT,
            KnowsAnotherAdapter.class),
        new Case("the Proxmox adapter knows no other", knowsNoOther("proxmox"), PRODUCT),
        new Case("the secrets adapter knows no other", knowsNoOther("secrets"), PRODUCT),
        new Case("the PostgreSQL adapter knows no other", knowsNoOther("postgresql"), PRODUCT),
        new Case(
            "what adapters share over HTTP knows none of them",
            noClasses()
                .that()
                .resideInAPackage("zone.otta.ralf.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS.values().toArray(String[]::new)),
            PRODUCT),
        new Case(
            "no cycles in the domain",
            NO_CYCLES,
            PRODUCT.that(resideInAnyPackage(DOMAIN)),
            GoesInCircles.class,
            GoesBack.class));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(Case rule) {
    rule.rule().allowEmptyShould(true).check(rule.judged());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRedOnAClassThatBreaksIt(Case rule) {
    if (rule.red().length > 0) {
      var result =
          rule.rule()
              .allowEmptyShould(true)
              .evaluate(new ClassFileImporter().importClasses(rule.red()));
      assertThat(result.hasViolation()).isTrue();
    }
  }

  @Test
  void everyModuleWasSeen() {
    assertThat(PRODUCT.that(resideInAnyPackage(DOMAIN)).size()).isGreaterThan(150);
    assertThat(PRODUCT.that(resideInAnyPackage("zone.otta.ralf.workspace..")).size())
        .isGreaterThan(60);
    assertThat(PRODUCT.that(resideInAnyPackage("zone.otta.ralf.cli..")).size()).isGreaterThan(80);
    ADAPTERS.forEach(
        (name, home) ->
            assertThat(PRODUCT.that(resideInAnyPackage(home)).size()).as(name).isGreaterThan(6));
  }
}
