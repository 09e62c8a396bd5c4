package zone.otta.ralf.cli.tofu;

import static zone.otta.ralf.cli.tofu.Hcl.block;
import static zone.otta.ralf.cli.tofu.Hcl.text;
import static zone.otta.ralf.cli.tofu.Hcl.word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.json.Json;

/**
 * The files of a root module that makes one container. The three HCL files are the same for every
 * service; what differs stands in {@code <service>.auto.tfvars.json}, which OpenTofu reads by
 * itself. Endpoint and credentials are in none of them: the provider takes them from its
 * environment.
 */
public final class TofuModule {
  /** How every file of ours begins, after its comment sign. */
  public static final String OURS = "Written by ralf tofu";

  /** After it stands the service, and the name tells that OpenTofu loads the file unasked. */
  public static final String VALUES = ".auto.tfvars.json";

  private static final String HEADER = OURS + "; the next call replaces this file.";

  private static final Hcl ENVIRONMENT =
      new Hcl.Comment(
          "Endpoint and token: PROXMOX_VE_ENDPOINT and PROXMOX_VE_API_TOKEN in the environment.");

  private TofuModule() {}

  /** Text by file name, in the order in which people read them. */
  public static Map<String, String> files(TofuValues values) {
    var files = new LinkedHashMap<String, String>();
    files.put("versions.tf", hcl(versions()));
    files.put("main.tf", hcl(List.of(ENVIRONMENT, provider(), new Hcl.Gap(), container())));
    files.put("variables.tf", hcl(TofuVariables.declarations()));
    files.put(values.service() + VALUES, values(values));
    return files;
  }

  /** {@code //} is a comment in OpenTofu's JSON. */
  private static String values(TofuValues values) {
    var members = new ArrayList<Json.Member>();
    members.add(new Json.Member("//", new Json.Str(HEADER)));
    members.addAll(values.json().members());
    return new Json.Obj(members).pretty() + "\n";
  }

  private static String hcl(List<Hcl> body) {
    var whole = new ArrayList<Hcl>(List.of(new Hcl.Comment(HEADER), new Hcl.Gap()));
    whole.addAll(body);
    return HclText.of(whole);
  }

  /**
   * 0.81 has the provider's corrections for a given MAC address (0.80.0) and for {@code ip_config}
   * (0.77.1), says its changelog; 1.0 is announced to remove resources of old names. 1.6 is
   * OpenTofu's first version.
   */
  private static List<Hcl> versions() {
    return List.of(
        block(
            "terraform",
            text("required_version", ">= 1.6.0"),
            new Hcl.Gap(),
            block(
                "required_providers",
                new Hcl.Attribute(
                    "proxmox",
                    new Hcl.Value.Members(
                        List.of(
                            text("source", "bpg/proxmox"),
                            text("version", ">= 0.81.0, < 1.0.0")))))));
  }

  private static Hcl provider() {
    return new Hcl.Block("provider", List.of("proxmox"), List.of());
  }

  private static Hcl container() {
    return new Hcl.Block(
        "resource",
        List.of("proxmox_virtual_environment_container", "service"),
        List.of(
            variable("node_name", "node_name"),
            variable("pool_id", "pool_id"),
            variable("vm_id", "vm_id"),
            variable("description", "description"),
            variable("tags", "tags"),
            variable("unprivileged", "unprivileged"),
            word("started", "true"),
            variable("start_on_boot", "start_on_boot"),
            new Hcl.Gap(),
            block("features", variable("nesting", "nesting")),
            new Hcl.Gap(),
            block("cpu", variable("cores", "cores")),
            new Hcl.Gap(),
            block("memory", variable("dedicated", "memory_mib"), variable("swap", "swap_mib")),
            new Hcl.Gap(),
            block(
                "disk", variable("datastore_id", "rootfs_storage"), variable("size", "rootfs_gib")),
            new Hcl.Gap(),
            block(
                "network_interface",
                text("name", "eth0"),
                variable("bridge", "bridge"),
                variable("mac_address", "mac_address")),
            new Hcl.Gap(),
            initialization(),
            new Hcl.Gap(),
            block(
                "operating_system",
                variable("template_file_id", "template_file_id"),
                variable("type", "os_type")),
            new Hcl.Gap(),
            new Hcl.Comment("A database lives here: no change may replace the container unasked."),
            block("lifecycle", word("prevent_destroy", "true"))));
  }

  private static Hcl initialization() {
    return block(
        "initialization",
        variable("hostname", "hostname"),
        new Hcl.Gap(),
        block(
            "dns",
            variable("domain", "search_domain"),
            new Hcl.Attribute(
                "servers", new Hcl.Value.Items(List.of(new Hcl.Value.Word("var.nameserver"))))),
        new Hcl.Gap(),
        block(
            "ip_config",
            block("ipv4", variable("address", "address"), variable("gateway", "gateway"))));
  }

  private static Hcl variable(String argument, String variable) {
    return word(argument, "var." + variable);
  }
}
