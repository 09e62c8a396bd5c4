package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.wiring.ScannedHost;
import zone.otta.ralf.cli.wiring.Worlds;
import zone.otta.ralf.testkit.golden.Golden;
import zone.otta.ralf.workspace.trust.HostKey;

/** Who is trusted, and by whose word. */
class TrustTest {
  private static final ScannedHost KNOWN = host("pve", "the key that was there first");
  private static final ScannedHost OTHER = host("pve", "the key of somebody in between");
  private static final ScannedHost PROBE = host("outside", "the key of the outside probe");
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
  }

  private static ScannedHost host(String alias, String word) {
    String key = Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
    String fingerprint = new HostKey(alias, "ssh-ed25519", key).fingerprint();
    return new ScannedHost(alias, "10.10.0.5:22", "ssh-ed25519", key, fingerprint);
  }

  private Call call(ScannedHost... shown) {
    return Call.in(folder).with(Worlds.showing(List.of(shown))).together();
  }

  private String trusted() throws Exception {
    Path file = folder.resolve(".ralf/trust/known_hosts");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void nobodyIsTrustedWithoutAWord() throws Exception {
    Call.Result result = call(KNOWN).run("trust");
    assertThat(result.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(result.out()).contains("RALF-W052", KNOWN.fingerprint());
    assertThat(call(KNOWN).typing("no\n").run("trust").exit()).isEqualTo(Exit.APPROVAL);
    assertThat(trusted()).isEmpty();
  }

  @Test
  void anUnknownKeyIsTakenWithYesOrByAPerson() throws Exception {
    assertThat(call(KNOWN).run("trust", "--yes").exit()).isEqualTo(Exit.OK);
    assertThat(call(KNOWN, PROBE).typing("yes\n").run("trust").exit()).isEqualTo(Exit.OK);
    assertThat(trusted()).contains(KNOWN.base64(), PROBE.base64());
    assertThat(call(KNOWN, PROBE).run("trust").exit()).isEqualTo(Exit.OK);
  }

  @Test
  void aChangedKeyIsRefusedWhateverIsSaid() throws Exception {
    call(KNOWN).run("trust", "--yes");
    String before = trusted();
    Call.Result result = call(OTHER).run("trust", "--yes");
    Golden.assertEquals(
        Path.of("src/test/resources/golden/trust-changed.txt"),
        "$ ralf trust --yes\n" + result.out() + "exit " + result.exit().code() + "\n");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out())
        .contains("BLOCKER[RALF-W004]", KNOWN.fingerprint(), OTHER.fingerprint());
    Call.Result person = call(OTHER).typing("yes\n").run("trust", "--lang", "de");
    assertThat(person.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(person.out()).contains("BLOCKER[RALF-W004]", "ein anderer als der vertraute");
    assertThat(trusted()).isEqualTo(before);
  }

  @Test
  void aRefusalStoresNoOtherKeyEither() throws Exception {
    call(KNOWN).run("trust", "--yes");
    String before = trusted();
    assertThat(call(PROBE, OTHER).run("trust", "--yes").exit()).isEqualTo(Exit.BLOCKER);
    assertThat(trusted()).isEqualTo(before);
  }

  @Test
  void aChangedKeyIsTakenWithItsOwnFingerprintOnly() throws Exception {
    call(KNOWN).run("trust", "--yes");
    Call.Result wrong = call(OTHER).run("trust", "--yes", "--fingerprint", KNOWN.fingerprint());
    assertThat(wrong.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(wrong.out()).contains("BLOCKER[RALF-W051]");
    assertThat(call(OTHER).run("trust", "--fingerprint", OTHER.fingerprint()).exit())
        .isEqualTo(Exit.OK);
    assertThat(trusted()).contains(OTHER.base64()).doesNotContain(KNOWN.base64());
  }

  @Test
  void aCertificateIsTrustedLikeAKey() throws Exception {
    ScannedHost known = certificate("C7");
    ScannedHost renewed = certificate("D8");
    Path pins = folder.resolve(".ralf/trust/certificates");
    assertThat(call(known).run("trust").exit()).isEqualTo(Exit.APPROVAL);
    assertThat(Files.exists(pins)).isFalse();
    assertThat(call(known).run("trust", "--yes").exit()).isEqualTo(Exit.OK);
    assertThat(Files.readString(pins)).isEqualTo("pve " + known.fingerprint() + "\n");
    Call.Result changed = call(renewed).run("trust", "--yes");
    assertThat(changed.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(changed.out())
        .contains("BLOCKER[RALF-W004]: the certificate of pve", known.fingerprint());
    String asProxmoxPrintsIt = renewed.fingerprint().substring("SHA256:".length());
    assertThat(call(renewed).run("trust", "--fingerprint", asProxmoxPrintsIt).exit())
        .isEqualTo(Exit.OK);
    assertThat(Files.readString(pins)).isEqualTo("pve " + renewed.fingerprint() + "\n");
  }

  private static ScannedHost certificate(String pair) {
    String fingerprint = "SHA256:" + String.join(":", java.util.Collections.nCopies(32, pair));
    return new ScannedHost("pve", "10.10.0.5:8006", ScannedHost.CERTIFICATE, "", fingerprint);
  }

  @Test
  void containersThatAreNotEnteredBySshHaveNoKeys() {
    Call.Result result = call().run("trust", "--container", "20010");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out()).contains("BLOCKER[RALF-W016]");
  }
}
