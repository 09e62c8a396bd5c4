package zone.otta.ralf.cli;

import com.google.inject.AbstractModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.cli.session.Surroundings;
import zone.otta.ralf.cli.wiring.RemoteCommands;
import zone.otta.ralf.cli.wiring.Worlds;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.testkit.golden.Golden;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryState;
import zone.otta.ralf.testkit.world.MemoryWorld;
import zone.otta.ralf.workspace.json.JsonReader;

/** A workspace whose world is in memory: what is printed is the same each time. */
final class MemorySite {
  private static final String YAML =
      """
      network: 10.10.0.0/16
      gateway: 10.10.0.1
      resolver: 10.10.0.1
      bridge: vmbr0
      zone: otta.zone
      ctid_rule: x*1000+y
      template_storage: local
      rootfs_storage: local-lvm
      template: ubuntu-24.04-standard
      proxmox: {host: 10.10.0.5, node: pve, key_file: key}
      dns: {adapter: rfc2136, server: 10.10.0.1, key_name: ralf, key_secret: env:RALF_TSIG, reverse_zone: 10.10.in-addr.arpa}
      """;

  /** As events name the account and the machine that the tests run on. */
  private static final String WHO =
      Surroundings.ofProcess().user() + "@" + Surroundings.ofProcess().host();

  private final Path root;
  private final MemoryState state = new MemoryState();

  MemorySite(Path root) {
    this.root = root;
    write("ralf.yaml", YAML);
    try {
      write(
          "card.md",
          Files.readString(Repository.root().resolve("services/postgresql/service_card.md")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void write(String name, String text) {
    try {
      Files.writeString(root.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void change(String name, String before, String after) {
    try {
      write(name, Files.readString(root.resolve(name)).replace(before, after));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void append(String name, String text) {
    try {
      Files.writeString(root.resolve(name), text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Path root() {
    return root;
  }

  MemoryState state() {
    return state;
  }

  /** A call as a person sees it: both streams together. */
  Call call() {
    return Call.in(root).with(worlds(MemoryWorld.of(state))).together();
  }

  /** A call that may execute the stored plan. */
  Call executing(CallFaults faults) {
    return Call.in(root).with(worlds(MemoryWorld.of(state, stored(), faults))).together();
  }

  private static Worlds worlds(World world) {
    return Worlds.with(
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(World.class).toInstance(world);
            bind(RemoteCommands.class).toInstance(() -> 2);
          }
        });
  }

  /** The one plan that was made last. */
  Plan stored() {
    try {
      String name = Files.readString(root.resolve(".ralf/plans/postgresql.latest")).strip();
      String text = Files.readString(root.resolve(".ralf/plans/" + name + ".json"));
      Json.Obj file =
          (Json.Obj) new JsonReader().read(text).orThrow(m -> new IllegalStateException(name));
      return Plan.read(file.get("plan").orElseThrow());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls, and compares what was printed with a golden file. */
  Call.Result read(String name, Call call, String... args) {
    Call.Result result = call.run(args);
    String text =
        "$ ralf " + String.join(" ", args) + "\n" + result.out() + "exit " + result.exit().code();
    Golden.assertEquals(Path.of("src/test/resources/golden", name + ".txt"), stable(text) + "\n");
    return result;
  }

  /** The text without what is another in each place: folder, hashes, who works here. */
  String stable(String text) {
    return text.replace(root.toString(), "ROOT")
        .replace(WHO, "WHO")
        .replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
        .replaceAll("\\b[0-9a-f]{12}\\b", "PLAN");
  }
}
