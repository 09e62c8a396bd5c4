package zone.otta.ralf.recipe.postgresql;

/** P-256, postgres.otta.zone, 10.10.20.10, a hundred years. */
final class TestCertificate {
  static final String PEM =
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

  private TestCertificate() {}
}
