package dev.windlass.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for 127.0.0.1 that vouches for itself, and its key: made by the JDK's own tool, in
 * the two forms that servers and clients take.
 */
public final class Certificate {
  private static final String ALIAS = "server";

  private final Path directory;
  private final String password;
  private final KeyStore store;

  private Certificate(Path directory, String password, KeyStore store) {
    this.directory = directory;
    this.password = password;
    this.store = store;
  }

  public static Certificate make(Path directory, String password) throws Exception {
    Files.createDirectories(directory);
    Path file = directory.toAbsolutePath().resolve("keystore.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    if (made.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return new Certificate(file.getParent(), password, store);
  }

  /** Of both stores. */
  public String password() {
    return password;
  }

  /** PKCS12, with the key. */
  public Path keystore() {
    return directory.resolve("keystore.p12");
  }

  /** PKCS12, only the certificate. */
  public Path truststore() throws GeneralSecurityException, IOException {
    Path file = directory.resolve("truststore.p12");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", store.getCertificate(ALIAS));
    try (var out = Files.newOutputStream(file)) {
      trusted.store(out, password.toCharArray());
    }
    return file;
  }

  public String certificatePem() throws GeneralSecurityException {
    return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
  }

  public String keyPem() throws GeneralSecurityException {
    return pem("PRIVATE KEY", store.getKey(ALIAS, password.toCharArray()).getEncoded());
  }

  public Path certificateFile() throws GeneralSecurityException, IOException {
    return Files.writeString(directory.resolve("server.crt"), certificatePem());
  }

  /** For its owner alone: PostgreSQL takes no other. */
  public Path keyFile() throws GeneralSecurityException, IOException {
    Path file = Files.writeString(directory.resolve("server.key"), keyPem());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static String pem(String what, byte[] encoded) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text);
  }
}
