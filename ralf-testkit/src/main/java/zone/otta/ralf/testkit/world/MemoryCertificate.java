package zone.otta.ralf.testkit.world;

/**
 * The certificates that requests in memory yield: P-256, 10.10.20.10, a hundred years, each for one
 * name.
 */
final class MemoryCertificate {
  private static final String POSTGRES =
      """
      -----BEGIN CERTIFICATE-----
      MIIBtjCCAVygAwIBAgIUAOjnsXQYdMzLAUld9tvHmBpmr9owCgYIKoZIzj0EAwIw
      HTEbMBkGA1UEAwwScG9zdGdyZXMub3R0YS56b25lMCAXDTI2MTEyNDIxMTUyNloY
      DzIxMjYxMDMxMjExNTI2WjAdMRswGQYDVQQDDBJwb3N0Z3Jlcy5vdHRhLnpvbmUw
      WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASSaDcfFLd9ASBX3YT8nV1su+PJstKf
      vCLGNf8LhJ5VBIdoL04AzlFz3MdL+9XpuVGyfnDOVOkbqeCVHK26sl72o3gwdjAd
      BgNVHQ4EFgQU0QqcxHcwRqHYK7j8mCL30VDPXQcwHwYDVR0jBBgwFoAU0QqcxHcw
      RqHYK7j8mCL30VDPXQcwDwYDVR0TAQH/BAUwAwEB/zAjBgNVHREEHDAaghJwb3N0
      Z3Jlcy5vdHRhLnpvbmWHBAoKFAowCgYIKoZIzj0EAwIDSAAwRQIhALSm7BH9xjJe
      tYLMWe2e6LLZqnY48M5F2G9zK8Nh55tyAiAfi6LWl5czGoFhVbvUFSTrJJaCSnp1
      6W8A9mACoKn0aw==
      -----END CERTIFICATE-----
      """;

  private static final String MEMORY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBsDCCAVagAwIBAgIUEhttXb2/y37a8VGQSN+XEfQ05AEwCgYIKoZIzj0EAwIw
      GzEZMBcGA1UEAwwQbWVtb3J5Lm90dGEuem9uZTAgFw0yNjExMjkxOTA5NTNaGA8y
      MTI2MTEwNTE5MDk1M1owGzEZMBcGA1UEAwwQbWVtb3J5Lm90dGEuem9uZTBZMBMG
      ByqGSM49AgEGCCqGSM49AwEHA0IABD30WbgbhhjLJR6AsBf48vMdR7Yv3gRL3EHK
      qe2Y/UBWM2xvAcINp8gVrjkrwYWVuadGkyR8UU3KeE5go48Usm2jdjB0MB0GA1Ud
      DgQWBBR6rs9oCGEQPKNi734hVztK4lIXvzAfBgNVHSMEGDAWgBR6rs9oCGEQPKNi
      734hVztK4lIXvzAPBgNVHRMBAf8EBTADAQH/MCEGA1UdEQQaMBiCEG1lbW9yeS5v
      dHRhLnpvbmWHBAoKFAowCgYIKoZIzj0EAwIDSAAwRQIgCkoHpQv/2xr0KJ55pjeg
      npfp05uZsntOUbGcfJmS8sICIQCQzehu0RmtBUh9IeOkz09oQRCxskQ4EgKL7VOb
      u5pt9w==
      -----END CERTIFICATE-----
      """;

  private MemoryCertificate() {}

  /**
   * @param name {@code memory.otta.zone}, or any other: then that for {@code postgres.otta.zone}
   */
  static String pem(String name) {
    return name.equals("memory.otta.zone") ? MEMORY : POSTGRES;
  }
}
