package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.tofu.HclReader;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.testkit.golden.Golden;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.workspace.json.JsonReader;

/** {@code ralf tofu}: what OpenTofu is given is what RALF itself would make. */
class TofuTest {
  private static final String CONTAINER = "resource.proxmox_virtual_environment_container.service.";
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
  }

  private Call.Result tofu(String... more) {
    var args = new java.util.ArrayList<>(List.of("tofu", "card.md", "--out", "infra"));
    args.addAll(List.of(more));
    return site.call().run(args.toArray(String[]::new));
  }

  private Call.Result read(String name, String... more) {
    Call.Result result = tofu(more);
    String call = String.join(" ", more);
    Golden.assertEquals(
        Path.of("src/test/resources/golden", name + ".txt"),
        site.stable(
            "$ ralf tofu card.md --out infra"
                + (call.isEmpty() ? "" : " " + call)
                + "\n"
                + result.out()
                + "exit "
                + result.exit().code()
                + "\n"));
    return result;
  }

  private void planned() {
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
  }

  private String text(String file) {
    try {
      return Files.readString(folder.resolve("infra").resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> variables() {
    var values = new HashMap<String, Object>();
    Json.Obj json =
        (Json.Obj)
            new JsonReader()
                .read(text("postgresql.auto.tfvars.json"))
                .orThrow(m -> new IllegalStateException("tfvars"));
    json.members().forEach(m -> values.put(m.name(), plain(m.value())));
    values.remove("//");
    return values;
  }

  private static Object plain(Json json) {
    return switch (json) {
      case Json.Str s -> s.value();
      case Json.Num n -> n.value();
      case Json.Bool b -> b.value();
      case Json.Arr a -> a.items().stream().map(TofuTest::plain).toList();
      case Json.Obj o -> throw new AssertionError("an object");
      case Json.Null n -> throw new AssertionError("null");
    };
  }

  private <T extends Step> T step(Class<T> type) {
    return site.stored().steps().stream()
        .map(s -> s.step())
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyValueIsThePlans() {
    planned();
    assertThat(tofu().exit()).isEqualTo(Exit.OK);
    Facts.Container c = step(Step.CreateContainer.class).desired();
    Map<String, Object> main = HclReader.read(text("main.tf"), variables());
    assertThat(main)
        .containsOnly(
            entry(CONTAINER + "node_name", site.stored().binding().node()),
            entry(CONTAINER + "pool_id", HclReader.ABSENT),
            entry(CONTAINER + "vm_id", (long) c.ctid().number()),
            entry(CONTAINER + "description", c.purpose()),
            entry(CONTAINER + "tags", List.of("opentofu", "postgresql")),
            entry(CONTAINER + "unprivileged", c.unprivileged()),
            entry(CONTAINER + "started", true),
            entry(CONTAINER + "start_on_boot", c.onboot()),
            entry(CONTAINER + "features.nesting", c.nesting()),
            entry(CONTAINER + "cpu.cores", (long) c.cores()),
            entry(CONTAINER + "memory.dedicated", c.memoryMib()),
            entry(CONTAINER + "memory.swap", c.swapMib()),
            entry(CONTAINER + "disk.datastore_id", c.rootfsStorage()),
            entry(CONTAINER + "disk.size", c.rootfsMib() / 1024),
            entry(CONTAINER + "network_interface.name", "eth0"),
            entry(CONTAINER + "network_interface.bridge", c.bridge()),
            entry(CONTAINER + "network_interface.mac_address", c.mac().toString()),
            entry(CONTAINER + "initialization.hostname", c.hostname().label()),
            entry(CONTAINER + "initialization.dns.domain", c.searchdomain().name()),
            entry(CONTAINER + "initialization.dns.servers", List.of(c.nameserver().toString())),
            entry(CONTAINER + "initialization.ip_config.ipv4.address", c.address().toString()),
            entry(CONTAINER + "initialization.ip_config.ipv4.gateway", c.gateway().toString()),
            entry(
                CONTAINER + "operating_system.template_file_id",
                step(Step.ProvideTemplate.class).desired().volume()),
            entry(CONTAINER + "operating_system.type", "ubuntu"),
            entry(CONTAINER + "lifecycle.prevent_destroy", true));
    // RALF's own tag is the one thing that is not passed on: RALF does not own this container.
    assertThat(c.tags()).containsExactly("postgresql", "ralf");
  }

  @Test
  void everyVariableIsDeclaredWithTheTypeOfItsValue() {
    planned();
    tofu();
    Map<String, Object> declared = HclReader.read(text("variables.tf"), Map.of());
    variables()
        .forEach(
            (name, value) ->
                assertThat(declared)
                    .containsEntry(
                        "variable." + name + ".type",
                        switch (value) {
                          case String s -> "string";
                          case Long n -> "number";
                          case Boolean b -> "bool";
                          default -> "list(string)";
                        }));
    assertThat(declared.keySet().stream().filter(k -> k.endsWith(".type")))
        .hasSize(variables().size() + 1);
    assertThat(declared).containsEntry("variable.pool_id.default", "null");
    assertThat(HclReader.read(text("versions.tf"), Map.of()))
        .containsOnly(
            entry("terraform.required_version", ">= 1.6.0"),
            entry("terraform.required_providers.proxmox.source", "bpg/proxmox"),
            entry("terraform.required_providers.proxmox.version", ">= 0.81.0, < 1.0.0"));
  }

  @Test
  void aSecondCallChangesNothing() throws IOException {
    planned();
    Call.Result first = read("tofu");
    assertThat(first.exit()).isEqualTo(Exit.OK);
    assertThat(first.out()).contains("written", "no mark of RALF").doesNotContain("RALF-N043");
    var before = Files.getLastModifiedTime(folder.resolve("infra/main.tf"));
    assertThat(read("tofu-again", "--lang", "de").out())
        .contains("unverändert")
        .doesNotContain("geschrieben");
    assertThat(Files.getLastModifiedTime(folder.resolve("infra/main.tf"))).isEqualTo(before);
    try (var files = Files.list(folder.resolve("infra"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "main.tf", "variables.tf", "versions.tf", "postgresql.auto.tfvars.json");
    }
  }

  @Test
  void theFilesThemselves() {
    planned();
    tofu();
    for (String file :
        List.of("main.tf", "variables.tf", "versions.tf", "postgresql.auto.tfvars.json")) {
      Golden.assertEquals(Path.of("src/test/resources/golden/tofu", file), text(file));
    }
  }

  @Test
  void withoutAPlanTheTemplateIsAskedFor() {
    Call.Result result = read("tofu-no-plan");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out()).contains("HINWEIS[RALF-N043]");
    assertThat(variables()).doesNotContainKey("template_file_id");
    assertThat(Files.exists(folder.resolve(".ralf"))).isFalse();
  }

  @Test
  void aPlanOfAnotherContainerChoosesNoTemplate() throws IOException {
    planned();
    site.write(
        "card.md", Files.readString(folder.resolve("card.md")).replace("`2048 MB`", "`4096 MB`"));
    assertThat(tofu().out()).contains("RALF-N043");
    assertThat(variables()).containsEntry("memory_mib", 4096L);
  }

  @Test
  void whatIsNotOursStays() throws IOException {
    Path infra = Files.createDirectories(folder.resolve("infra"));
    Files.writeString(infra.resolve("main.tf"), "# mine\n");
    Call.Result result = read("tofu-foreign");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out()).contains("BLOCKER[RALF-N040]", "main.tf");
    assertThat(infra.resolve("main.tf")).hasContent("# mine\n");
    assertThat(infra.resolve("versions.tf")).doesNotExist();
  }

  @Test
  void aFolderIsOfOneService() throws IOException {
    Path infra = Files.createDirectories(folder.resolve("infra"));
    Files.writeString(infra.resolve("gitea.auto.tfvars.json"), "{}\n");
    assertThat(tofu().out()).contains("BLOCKER[RALF-N041]", "gitea.auto.tfvars.json");
    assertThat(infra.resolve("main.tf")).doesNotExist();
  }

  @Test
  void theProviderCountsWholeGibibytes() throws IOException {
    site.write(
        "card.md", Files.readString(folder.resolve("card.md")).replace("`16 GB`", "`512 MB`"));
    Call.Result result = tofu();
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out()).contains("BLOCKER[RALF-N042]", "512 MiB");
  }

  @Test
  void twoMakersOfOneContainerAreWarnedOf() {
    planned();
    site.call().run("approve", "postgresql", "--accept", "N004", "--actor", "anna");
    site.executing(CallFaults.none()).run("apply", "postgresql");
    assertThat(tofu().out()).contains("WARNUNG[RALF-N044]");
    assertThat(tofu("--strict").exit()).isEqualTo(Exit.BLOCKER);
  }

  @Test
  void noHostIsGuessed() throws IOException {
    Path yaml = folder.resolve("ralf.yaml");
    Files.writeString(yaml, Files.readString(yaml).replaceAll("(?m)^proxmox: .*$", ""));
    assertThat(tofu().out()).contains("BLOCKER[RALF-N002]");
    Files.delete(yaml);
    assertThat(tofu().out()).contains("BLOCKER[RALF-N001]");
    assertThat(site.call().run("tofu", "card.md").exit()).isEqualTo(Exit.USAGE);
  }
}
