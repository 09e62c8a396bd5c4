package zone.otta.ralf.proxmox.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import zone.otta.ralf.http.Fingerprint;

/** A certificate authority as each Proxmox cluster has one, and servers it vouches for. */
final class TestAuthority {
  private static final char[] NONE = new char[0];
  private final KeyPair keys = keys();
  private final X500Name name =
      new X500Name("CN=Proxmox Virtual Environment,O=PVE Cluster Manager CA");
  private final X509Certificate certificate;

  TestAuthority() throws GeneralSecurityException, IOException {
    var extensions = new ExtensionsGenerator();
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    this.certificate = sign(name, keys, extensions);
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** As {@code pve-root-ca.pem}. */
  Path file(Path folder) throws IOException, GeneralSecurityException {
    String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return Files.writeString(
        folder.resolve("pve-root-ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  /** What a server needs to be believed under an address. */
  Identity server(InetAddress address) throws GeneralSecurityException, IOException {
    KeyPair own = keys();
    var extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, address.getHostAddress())));
    X509Certificate leaf = sign(new X500Name("CN=pve1"), own, extensions);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", own.getPrivate(), NONE, new X509Certificate[] {leaf, certificate});
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store, NONE);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), null, null);
    return new Identity(leaf, tls);
  }

  record Identity(X509Certificate certificate, SSLContext tls) {
    Fingerprint fingerprint() {
      return Fingerprint.of(certificate);
    }
  }

  private X509Certificate sign(X500Name subject, KeyPair own, ExtensionsGenerator extensions)
      throws GeneralSecurityException, IOException {
    var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    Instant now = Instant.now();
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.nanoTime())));
    generator.setSignature(algorithm);
    generator.setIssuer(name);
    generator.setSubject(subject);
    generator.setStartDate(new Time(Date.from(now.minusSeconds(3600))));
    generator.setEndDate(new Time(Date.from(now.plusSeconds(86400))));
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
    generator.setExtensions(extensions.generate());
    var body = generator.generateTBSCertificate();
    var parts = new ASN1EncodableVector();
    parts.add(body);
    parts.add(algorithm);
    parts.add(new DERBitString(signature(keys.getPrivate(), body.getEncoded("DER"))));
    byte[] whole = new DERSequence(parts).getEncoded("DER");
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] signature(PrivateKey key, byte[] text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(text);
    return signature.sign();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
