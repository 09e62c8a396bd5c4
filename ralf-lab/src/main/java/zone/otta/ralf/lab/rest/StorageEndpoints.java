package zone.otta.ralf.lab.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.node.NodeFailure;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.lab.node.Storage;
import zone.otta.ralf.lab.node.World;

/** Storages, their content, templates to fetch. */
final class StorageEndpoints {
  private static final String STORAGES = "nodes/{node}/storage";
  private static final String STORAGE = STORAGES + "/{storage}";
  private static final String APLINFO = "nodes/{node}/aplinfo";
  private static final List<String> SEEN = List.of("Datastore.Audit", "Datastore.AllocateSpace");
  private static final long TEMPLATE_BYTES = 65657948;
  private static final String SOURCE = "http://download.proxmox.com/images";
  private final Acl acl;
  private final World world;
  private final Operations operations;
  private final Tasks tasks;

  StorageEndpoints(Acl acl, World world, Operations operations, Tasks tasks) {
    this.acl = acl;
    this.world = world;
    this.operations = operations;
    this.tasks = tasks;
  }

  void in(Routes routes) {
    routes
        .read("storage")
        .takes("type")
        .answers(ask -> Answer.of(Json.array(visible(), StorageEndpoints::configured)));
    routes
        .readThrough(STORAGES)
        .takes("content", "enabled", "storage", "target", "format")
        .answers(this::list);
    routes
        .readThrough(STORAGE + "/status")
        .needs(this::seen)
        .answers(ask -> Answer.of(figures(existing(ask))));
    routes
        .readThrough(STORAGE + "/content")
        .needs(this::seen)
        .takes("content", "vmid")
        .answers(this::content);
    routes.read(APLINFO).answers(ask -> Answer.of(available()));
    routes.post(APLINFO).takes("storage", "template").answers(this::download);
    routes
        .post(STORAGE + "/download-url")
        .needs(this::fetching)
        .takesWhatIsJudged()
        .answers(
            ask ->
                tasks.start(
                    "download",
                    ask.parameter("filename").orElse(""),
                    operations.downloadUrl(ask.variable("storage"), ask.parameters())));
    routes
        .delete(STORAGE + "/content/{volume}")
        .needs(ask -> acl.check("/storage/" + ask.variable("storage"), "Datastore.Allocate"))
        .answers(
            ask -> {
              throw Refusal.of(501, "the lab deletes no templates\n");
            });
  }

  /** The words of the second refusal are not recorded. */
  private void fetching(Ask ask) throws Refusal {
    acl.check("/storage/" + ask.variable("storage"), "Datastore.AllocateTemplate");
    boolean all = acl.holds("/", List.of("Sys.Audit")) && acl.holds("/", List.of("Sys.Modify"));
    if (!all) {
      acl.check("/nodes/" + world.options().node(), "Sys.AccessNetwork");
    }
  }

  private void seen(Ask ask) throws Refusal {
    acl.check("/storage/" + ask.variable("storage"), SEEN.get(0), SEEN.get(1));
  }

  private List<Storage> visible() {
    return world.options().storages().stream()
        .filter(s -> acl.holds("/storage/" + s.name(), SEEN))
        .toList();
  }

  private Storage existing(Ask ask) throws Refusal {
    String name = ask.variable("storage");
    return world
        .storage(name)
        .orElseThrow(() -> Refusal.of(500, "storage '" + name + "' does not exist\n"));
  }

  private static String content(Storage storage) {
    return storage.type() == Storage.Type.DIR
        ? "images,backup,vztmpl,iso,rootdir,snippets"
        : "rootdir";
  }

  private static Json configured(Storage storage) {
    Json.Obj shown =
        Json.object()
            .with("storage", storage.name())
            .with("type", storage.type().word())
            .with("content", content(storage))
            .with("digest", "7e3aec925bbaeb0e71102544e4a31ec412f9bec4");
    return switch (storage.type()) {
      case DIR -> shown.with("path", "/var/lib/vz").with("prune-backups", "keep-all=1");
      case BTRFS -> shown.with("path", "/mnt/btr").with("is_mountpoint", "yes");
      case LVMTHIN -> shown.with("vgname", "pve").with("thinpool", "data");
    };
  }

  private static Json.Obj figures(Storage storage) {
    return Json.object()
        .with("active", 1)
        .with("enabled", 1)
        .with("shared", 0)
        .with("type", storage.type().word())
        .with("content", content(storage))
        .with("total", storage.total() * 1024)
        .with("used", storage.used() * 1024)
        .with("avail", storage.available() * 1024);
  }

  private Answer list(Ask ask) {
    Optional<String> content = ask.parameter("content");
    Optional<String> name = ask.parameter("storage");
    return Answer.of(
        Json.array(
            visible().stream()
                .filter(s -> content.map(s::holds).orElse(true))
                .filter(s -> name.map(s.name()::equals).orElse(true))
                .toList(),
            s -> figures(s).with("storage", s.name())));
  }

  private Answer content(Ask ask) throws Refusal {
    Storage storage = existing(ask);
    Optional<String> kind = ask.parameter("content");
    var volumes = new ArrayList<Json>();
    if (storage.type().templates() && kind.map("vztmpl"::equals).orElse(true)) {
      for (String template : world.templates()) {
        volumes.add(
            Json.object()
                .with("volid", storage.name() + ":vztmpl/" + template)
                .with("content", "vztmpl")
                .with("format", "tzst")
                .with("size", TEMPLATE_BYTES)
                .with("ctime", 1795454322));
      }
    }
    boolean volumesToo = acl.holds("/storage/" + storage.name(), List.of("Datastore.Audit"));
    if (volumesToo && kind.map("rootdir"::equals).orElse(true)) {
      operations.volumes(storage.name()).stream()
          .filter(v -> acl.onContainer(v.vmid(), List.of("VM.Config.Disk")))
          .filter(v -> ask.parameter("vmid").map(Integer.toString(v.vmid())::equals).orElse(true))
          .forEach(v -> volumes.add(volume(v, storage)));
    }
    return Answer.of(new Json.Arr(volumes));
  }

  private static Json volume(Operations.Volume volume, Storage storage) {
    Json.Obj shown =
        Json.object()
            .with("volid", volume.volid())
            .with("content", "rootdir")
            .with("format", "raw")
            .with("size", volume.bytes())
            .with("vmid", volume.vmid())
            .with("ctime", 1795458270);
    return storage.type() == Storage.Type.LVMTHIN
        ? shown
        : shown.with("used", 273039360).with("parent", new Json.Null());
  }

  private Json available() {
    return Json.array(world.options().available(), StorageEndpoints::available);
  }

  private static Json available(String template) {
    String[] parts = template.split("_");
    String os =
        template.matches("(debian|ubuntu)-.*")
            ? template.replaceFirst("^([^-]+-[^-]+)-.*", "$1")
            : template.replaceFirst("-.*", "");
    return Json.object()
        .with("template", template)
        .with("package", parts[0])
        .with("version", parts.length > 1 ? parts[1] : "")
        .with("architecture", "amd64")
        .with("os", os)
        .with("section", "system")
        .with("type", "lxc")
        .with("source", SOURCE)
        .with("location", SOURCE + "/system/" + template)
        .with("sha512sum", Operations.sum("sha512", template))
        .with("headline", parts[0])
        .with("infopage", "https://pve.proxmox.com/wiki/Linux_Container")
        .with("maintainer", "Proxmox Support Team <support@proxmox.com>")
        .with("description", parts[0] + "\n");
  }

  private Answer download(Ask ask) throws Refusal, NodeFailure {
    String storage = ask.required("storage");
    String template = ask.required("template");
    acl.check("/storage/" + storage, "Datastore.AllocateTemplate");
    return tasks.start("download", "", operations.download(storage, template));
  }
}
